#!/usr/bin/env bash
# Proves in about two minutes that the training runs from end to end and learns:  training/smoke.sh
# Says what is missing and passes where Debian's python3-torch or the fonts are not installed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
"$python" -c 'import torch, cv2, PIL, numpy' 2>/dev/null ||
  { echo "skipped: no python3-torch, python3-opencv or python3-pil"; exit 0; }
[ -d "${PLATE_FONTS:-$here/node_modules}/@fontsource" ] ||
  { echo "skipped: no fonts (see training/README.md)"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" "$here/chunks.py" reader --seed 1 --count 3 --size 512 --out "$work/data"
"$python" "$here/chunks.py" corners --seed 1 --count 2 --size 256 --out "$work/data"
"$python" "$here/train_reader.py" --seed 1 --chunks 3 --data "$work/data" --out "$work/out" | tee "$work/log"
"$python" "$here/train_corners.py" --seed 1 --chunks 2 --rounds 2 --data "$work/data" --out "$work/out"
for kind in reader corners; do
  "$python" "$here/export.py" "$kind" --checkpoint "$work/out/$kind.pt" --out "$work/$kind.onnx"
  test -s "$work/$kind.onnx"
done
"$python" "$here/demo.py" --seed 1 --random 2 --out "$work/scenes"
test "$(wc -l < "$work/scenes/labels.tsv")" -ge 3
"$python" "$here/demo.py" --seed 1 --crops 3 --out "$work/crops"
test "$(wc -l < "$work/crops/labels.tsv")" -eq 4

# The same seed must make the same pictures, or a card's seed means nothing.
"$python" "$here/chunks.py" reader --seed 1 --count 1 --size 512 --out "$work/again" > /dev/null
cmp "$work/data/reader-0.npz" "$work/again/reader-0.npz"
# An exported reader computes what it did before, when training goes on from it (needs python3-onnx).
if "$python" -c 'import onnx' 2>/dev/null; then
  "$python" "$here/train_reader.py" --seed 1 --chunks 1 --resume "$work/reader.onnx" --peak 0.0001 \
    --data "$work/data" --out "$work/more" > "$work/more.log"
  grep -q '^begins with reader.onnx' "$work/more.log"
  # A reader of numbers learns to read captions.
  "$python" "$here/chunks.py" captions --seed 1 --count 2 --size 256 --out "$work/data"
  "$python" "$here/train_reader.py" --kind captions --seed 1 --chunks 2 --resume "$work/reader.onnx" \
    --data "$work/data" --out "$work/out" | tee "$work/captions.log"
  "$python" "$here/export.py" captions --checkpoint "$work/out/captions.pt" --out "$work/captions.onnx"
  awk '/^chunk/ { loss[$2] = $6 } END { exit !(loss[1] < loss[0]) }' "$work/captions.log"
fi

# From a cold start the loss of the first chunk is far above that of the third.
awk '/^chunk/ { loss[$2] = $6 } END { exit !(loss[2] < loss[0]) }' "$work/log"
echo "training smoke: passed"
