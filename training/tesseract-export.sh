#!/usr/bin/env bash
# Writes the best Tesseract checkpoint so far as integers:  training/tesseract-export.sh WORK_DIR [FILE]
set -euo pipefail
work=${1:?the folder of training/tesseract.sh}; out=${2:-$work/plate.traineddata}
lstmtraining --stop_training --convert_to_int --continue_from "$work/out/plate_checkpoint" \
  --traineddata "$work/start/plate/plate.traineddata" --model_output "$out"
sha256sum "$out"
