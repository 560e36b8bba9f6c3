\\ PARI/GP. The driver sets kind, N, L, M, d and runs before this text.
\\ S(m,i): prod_{j<m} (k+2j) in falling factorials of k; see recursion.py.
doubledRising(M) =
{
  my(rows = vector(M+1), old, new);
  rows[1] = [1];
  for (m = 0, M-1,
    old = rows[m+1]; new = vector(m+2);
    for (i = 0, m, new[i+2] += old[i+1]; new[i+1] += (i+2*m)*old[i+1]);
    rows[m+2] = new);
  rows;
}
scaledMoments(N, M) =
{
  my(S = doubledRising(M));
  vector(M+1, m1, my(m = m1-1, f = 1, t = 0);
    for (i = 0, m, t += S[m1][i+1]*f*2^(m-i); f *= N-i); t);
}
transfer(N, M, d) =
{
  my(mu = scaledMoments(N, M));
  matrix(M+1, M+1, r, c, my(m = r-1, j = c-1);
    if (j > m, 0, mu[r]/2^m*binomial(m,j)*(2/N)^j*(1/d)^(m-j)));
}
rationalVector(N, L, M, d) =
{
  my(T = transfer(N, M, d), v = vector(M+1, i, 1)~);
  for (l = 1, L, v = T*v);
  v;
}
rationalPower(N, L, M, d) = transfer(N, M, d)^L * vector(M+1, i, 1)~;
integerVector(N, L, M, d) =
{
  my(T = transfer(N, M, d), D = denominator(T), A = T*D, v = vector(M+1, i, 1)~);
  for (l = 1, L, v = A*v);
  v/D^L;
}
symbolicMoment(L, M) =
{
  my(S = doubledRising(M), f = vector(M+1), p, v = vector(M+1, i, 1));
  f[1] = 1; for (t = 0, M-1, f[t+2] = f[t+1]*(1-t*x));
  p = vector(M+1, m1, sum(i = 0, m1-1, S[m1][i+1]*2^(m1-1-i)*f[i+1]*x^(m1-1-i)));
  for (l = 1, L, v = vector(M+1, m1, p[m1]*sum(j = 0, m1-1, binomial(m1-1,j)*v[j+1])));
  v[M+1];
}
report(name, body, show) =
{
  my(times = List(), value, total = 0, repeats = 1, t);
  \\ The clock ticks in milliseconds: repeat what is short.
  while (1,
    gettime(); for (i = 1, repeats, value = body()); t = gettime();
    if (t >= 50, break); repeats *= 4);
  while (#times < runs && (#times == 0 || total < 5000),
    gettime(); for (i = 1, repeats, value = body()); t = gettime();
    total += t; listput(times, t/repeats));
  my(sorted = vecsort(Vec(times)));
  print("{\"method\": \"", name, "\", \"seconds\": ", sorted[(#sorted+1)\2]/1000., ", \"runs\": ",
    #sorted, ", \"value\": ", show(value), "}");
}
quoted(v) = Str("[\"", v[2], "\", \"", v[M+1], "\"]");
{
if (kind == "symbolic",
  report("polynomials over Z", () -> symbolicMoment(L, M),
    p -> Str("\"", subst(p, x, 1/N), "\""));
,
  report("integer matrix times vector", () -> integerVector(N, L, M, d), quoted);
  report("rational matrix times vector", () -> rationalVector(N, L, M, d), quoted);
  report("rational matrix power", () -> rationalPower(N, L, M, d), quoted);
)
}
