#!/usr/bin/env bash
# Rebuilds a network from its printed seed:  training/build.sh reader|corners|captions WORK_DIR [SEED] [CHUNKS]
# With RESUME=FILE.onnx PEAK=RATE DECAY_FROM=SHARE in the environment a reader goes on from an exported one; the reader
# of captions does so in any case, from models/reader.onnx: who can read numbers soon reads names.
# One process makes chunks of pictures while another trains on them. Interrupted, the same command goes on.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
kind=${1:?reader, corners or captions}; work=${2:?a folder with room for 45 MB a chunk}; seed=${3:-7}
program=train_$kind.py
case $kind in
  reader) chunks=${4:-160}; options=(); harder=() ;;
  corners) chunks=${4:-30}; options=(--rounds 6); harder=() ;;
  captions)
    chunks=${4:-8}; harder=(--size 2560); program=train_reader.py
    options=(--kind captions --resume "${RESUME:-$here/../models/reader.onnx}"
      --peak "${PEAK:-0.0006}" --decay-from "${DECAY_FROM:-0.4}") ;;
  *) echo "unknown network: $kind (reader, corners or captions)" >&2; exit 64 ;;
esac
if [ "$kind" = reader ] && [ -n "${RESUME:-}" ]; then
  options=(--resume "$RESUME" --peak "${PEAK:-0.0012}" --decay-from "${DECAY_FROM:-0.57}")
  harder=(--easy 0)
fi
mkdir -p "$work/data" "$work/out"
echo "$kind: seed $seed, $chunks chunks"

"$python" "$here/chunks.py" "$kind" --seed "$seed" --count "$chunks" --out "$work/data" "${harder[@]}" \
  > "$work/$kind-chunks.log" 2>&1 &
maker=$!
trap 'kill "$maker" 2>/dev/null || true' EXIT
export OMP_NUM_THREADS=${THREADS:-1}
"$python" "$here/$program" --seed "$seed" --chunks "$chunks" "${options[@]}" \
  --data "$work/data" --out "$work/out" --threads "${THREADS:-1}"
"$python" "$here/export.py" "$kind" --checkpoint "$work/out/$kind.pt" --out "$work/$kind.onnx"
