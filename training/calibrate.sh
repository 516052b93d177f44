#!/usr/bin/env bash
# Draws streets and cut-out plates and fits the confidence to them:
#   training/calibrate.sh WORK_DIR [SEED] [STREETS] [CROPS] [COMPILED]
# Needs the compiled reader (npm run build), whose networks it measures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?a folder to work in}; seed=${2:-12}; streets=${3:-250}; crops=${4:-500}
compiled=${5:-$here/../dist/recognition}
python=${PYTHON:-python3}
"$python" "$here/demo.py" --seed "$seed" --random "$streets" --out "$work/streets-$seed"
"$python" "$here/demo.py" --seed "$seed" --crops "$crops" --out "$work/crops-$seed"
node "$here/calibrate.mjs" "$compiled" "$work/streets-$seed" "$work/crops-$seed" > "$work/calibration.json"
cp "$work/calibration.json" "$here/../models/calibration.json"
node "$here/manifest.mjs"
