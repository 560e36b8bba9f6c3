#!/bin/sh
# The demonstration behind `make demo`; run from the top of the repository. It shows each command
# before its result and writes its files to ./demo.
set -eu
mkdir -p demo

layerlaw() {
  printf '\n$ layerlaw %s\n' "$*"
  .build/release/layerlaw "$@"
}

layerlaw derive 'moment(2)' --width N --depth L

echo
echo "Wrote:"
for file in demo/*; do
  [ -f "$file" ] && echo "  $file"
done
exit 0
