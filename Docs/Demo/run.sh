#!/bin/sh
# The demonstration behind `make demo`; run from the top of the repository after the release build.
# It shows each command before its result and writes its files to ./demo.
set -eu

mkdir -p demo

# Prints a command as it would be typed, then runs it.
layerlaw() {
  printf '\n$ layerlaw'
  for argument in "$@"; do
    case "$argument" in
      *[!A-Za-z0-9_./=,:-]*) printf " '%s'" "$argument" ;;
      *) printf ' %s' "$argument" ;;
    esac
  done
  echo
  .build/release/layerlaw "$@"
}

say() { printf '\n# %s\n' "$*"; }

say "Derive: moments of a deep ReLU network in closed form, for every width N and depth L."
layerlaw derive 'moment(2)' 'moment(4)' --width N --depth L
say "With weight variance sw2 and bias variance sb2."
layerlaw derive 'moment(2)' --width N --depth L --weight-variance sw2 --bias-variance sb2

say "Check: a conjecture for all widths and depths."
layerlaw check 'moment(2)' '(1+5/N)^L' --width N --depth L
say "One layer's third moment against the sum over the number of active units."
layerlaw check 'moment(3)' 'sum(binomial(N,k)/2^N*product(k+2*j,j,0,2),k,0,N)*(2/N)^3' \
  --width N --depth 1 --for N=1..40

say "Evaluate: 300 proven digits of the fiftieth moment after 100 layers with bias."
layerlaw eval 'moment(50)' --width 200 --depth 100 --bias-variance 1/100 --digits 300 \
  --format json --output demo/moment50.json

say "Laws: the density of z_2 at width 2 in closed form, and 50 proven digits at width 200, depth 10."
layerlaw derive 'density(z)' --width 2 --depth 2 --weight-variance 1
layerlaw eval 'density(1)' 'cdf(1)' 'quantile(1/2)' --width 200 --depth 10 --digits 50
say "The density on a grid, for a figure."
layerlaw eval 'density(x)' --width 200 --depth 10 --for x=1/50..4:1/50 --digits 20 --format csv \
  --output demo/density.csv
say "Simulate: 20000 random networks with biases against their exact law."
layerlaw simulate --width 10 --depth 3 --bias-variance 1/10 --samples 20000

say "Publish: the studies in Docs/Demo as tables."
layerlaw table Docs/Demo/moments.yml -o demo/moments.tex
layerlaw table Docs/Demo/moments.yml -o demo/moments.csv
layerlaw table Docs/Demo/moments.yml -o demo/moments.md
layerlaw table Docs/Demo/laws.yml -o demo/laws.tex
layerlaw table Docs/Demo/laws.yml -o demo/laws.md
echo
cat demo/moments.md demo/laws.md

cat > demo/main.tex <<'END'
\documentclass{article}
\usepackage[a4paper,landscape,margin=15mm]{geometry}
\usepackage{amsmath,amssymb,booktabs,longtable,siunitx}
\begin{document}
\input{moments}
\input{laws}
\end{document}
END

# Whether LaTeX and every package that the document uses are installed.
has_latex() {
  command -v pdflatex >/dev/null 2>&1 || return 1
  command -v kpsewhich >/dev/null 2>&1 || return 0
  for package in geometry amsmath amssymb booktabs longtable siunitx; do
    kpsewhich "$package.sty" >/dev/null || return 1
  done
}

if has_latex; then
  printf '\n$ pdflatex main.tex    (in demo, twice for the references)\n'
  for pass in 1 2; do
    if ! (cd demo && pdflatex -interaction=nonstopmode -halt-on-error main.tex) \
      >demo/pdflatex.out 2>&1; then
      cat demo/pdflatex.out >&2
      echo "pdflatex failed on demo/main.tex (pass $pass)" >&2
      exit 1
    fi
  done
  rm -f demo/pdflatex.out demo/main.aux demo/main.log
else
  printf '\npdflatex with siunitx and booktabs is not installed, so demo/main.tex is not compiled.\n'
fi

printf '\nWrote:\n'
for file in demo/moment50.json demo/density.csv demo/moments.tex demo/moments.csv demo/moments.md \
  demo/laws.tex demo/laws.md demo/main.tex demo/main.pdf; do
  if [ -f "$file" ]; then echo "  $file"; fi
done
