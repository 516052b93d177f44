#!/usr/bin/env bash
# Draws labelled streets and fits the confidence to them:  training/calibrate.sh WORK_DIR [SEED] [SCENES] [COMPILED]
# Needs the compiled reader (npm run build), whose networks it measures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?a folder to work in}; seed=${2:-12}; scenes=${3:-250}; compiled=${4:-$here/../dist/recognition}
"${PYTHON:-python3}" "$here/demo.py" --seed "$seed" --random "$scenes" --out "$work/streets-$seed"
node "$here/calibrate.mjs" "$work/streets-$seed" "$compiled" > "$work/calibration.json"
cp "$work/calibration.json" "$here/../models/calibration.json"
node "$here/manifest.mjs"
