#!/usr/bin/env bash
# Draws streets and cut-out plates and fits the confidence to them, and measures the fit on those of the next seed:
#   training/calibrate.sh WORK_DIR [SEED] [STREETS] [CROPS] [COMPILED]
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
done
node "$here/calibrate.mjs" "$compiled" "$models" "$work/streets-$seed" "$work/crops-$seed" -- \
  "$work/streets-$((seed + 1))" "$work/crops-$((seed + 1))" > "$work/calibration.json"
cp "$work/calibration.json" "$models/calibration.json"
node "$here/manifest.mjs"
