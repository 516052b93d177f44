#!/usr/bin/env bash
# Trains the second reader's Tesseract model from scratch:  training/tesseract.sh WORK_DIR [SEED] [ITERATIONS]
# Needs tesseract-ocr (lstmtraining, combine_lang_model) and what training/README.md names. About one hour on one core.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?a folder to work in}; seed=${2:-7}; iterations=${3:-150000}; files=${4:-12}
mkdir -p "$work/lang" "$work/start" "$work/out"
echo "second reader: seed $seed, $iterations iterations"

for index in $(seq 0 $((files - 1))); do
  [ -f "$work/lines-$index.lstmf" ] && continue
  "${PYTHON:-python3}" "$here/lines.py" --seed "$seed" --first "$index" --files 1 --pages 2000 --out "$work"
  tesseract "$work/lines-$index.tif" "$work/lines-$index" --psm 13 lstm.train 2>/dev/null
  rm "$work/lines-$index.tif"
done

printf '%s\n' ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 > "$work/alphabet.gt.txt"
unicharset_extractor --output_unicharset "$work/plate.unicharset" --norm_mode 1 "$work/alphabet.gt.txt" >/dev/null 2>&1
# Latin letters and digits need neither script properties nor radicals, but the program insists on the files.
touch "$work/lang/Latin.unicharset"
printf 'A\t1\n' > "$work/lang/radical-stroke.txt"
combine_lang_model --input_unicharset "$work/plate.unicharset" --script_dir "$work/lang" --output_dir "$work/start" \
  --lang plate --pass_through_recoder >/dev/null 2>&1

ls "$work"/lines-[1-9]*.lstmf > "$work/train.list"
ls "$work"/lines-0.lstmf > "$work/held-out.list"
lstmtraining --traineddata "$work/start/plate/plate.traineddata" \
  --net_spec '[1,36,0,1 Ct3,3,16 Mp3,3 Lfys48 Lfx96 Lrx96 Lfx128 O1c1]' --learning_rate 0.001 \
  --model_output "$work/out/plate" --train_listfile "$work/train.list" --eval_listfile "$work/held-out.list" \
  --max_iterations "$iterations"
"$here/tesseract-export.sh" "$work"
