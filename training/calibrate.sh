#!/usr/bin/env bash
# Draws streets and cut-out plates, half of them as hard as in the field, fits the confidence to them, and measures the
# fit on those of the next seed:  training/calibrate.sh WORK_DIR [SEED] [STREETS] [CROPS] [COMPILED]
# The seeds of the hard ones are SEED + 2 and SEED + 3.
# Needs the compiled reader (npm run build), whose networks it measures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?a folder to work in}; seed=${2:-31}; streets=${3:-300}; crops=${4:-600}
compiled=${5:-$here/../dist/recognition}
python=${PYTHON:-python3}
models=$here/../models
for one in "$seed" "$((seed + 1))"; do
  "$python" "$here/demo.py" --seed "$one" --random "$streets" --out "$work/streets-$one"
  "$python" "$here/demo.py" --seed "$one" --crops "$crops" --out "$work/crops-$one"
  hard=$((one + 2))
  "$python" "$here/demo.py" --seed "$hard" --random $((streets * 2 / 3)) --field --out "$work/streets-$hard"
  "$python" "$here/demo.py" --seed "$hard" --crops $((crops * 5 / 6)) --field --out "$work/crops-$hard"
done
hard=$((seed + 2)); next=$((seed + 1)); last=$((seed + 3))
node "$here/calibrate.mjs" "$compiled" "$models" \
  "$work/streets-$seed" "$work/crops-$seed" "$work/streets-$hard" "$work/crops-$hard" -- \
  "$work/streets-$next" "$work/crops-$next" "$work/streets-$last" "$work/crops-$last" > "$work/calibration.json"
cp "$work/calibration.json" "$models/calibration.json"
node "$here/manifest.mjs"
