/** Sound and light: two tones and the window's title, when an alert comes. No file is fetched for it. */

let context: AudioContext | null = null;
let silent = false;

export const isSilent = (): boolean => silent;
export const setSilent = (now: boolean): void => void (silent = now);

/** Browsers let a page sound only after the member has touched it once. */
const tone = (at: AudioContext, hertz: number, from: number): void => {
  const oscillator = at.createOscillator();
  const gain = at.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0.0001, at.currentTime + from);
  gain.gain.exponentialRampToValueAtTime(0.25, at.currentTime + from + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at.currentTime + from + 0.22);
  oscillator.connect(gain).connect(at.destination);
  oscillator.start(at.currentTime + from);
  oscillator.stop(at.currentTime + from + 0.25);
};

export const sound = (): void => {
  if (silent || !('AudioContext' in globalThis)) return;
  context ??= new AudioContext();
  tone(context, 880, 0);
  tone(context, 1175, 0.28);
};
