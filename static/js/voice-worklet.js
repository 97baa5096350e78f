/* The microphone's samples as 16 kHz, 16 bits, in pieces of 50 ms, whatever rate the browser works at.
   Runs in the browser's audio thread; each piece goes out with how loud it is (0 to 1). */

const RATE = 16000;
const PIECE = 800;
const TAPS = 16; // on either side, in samples of the lower rate
const PHASES = 64;

/* A low-pass filter (a windowed sinc), looked up by where between two samples it stands. */
function filterFor(ratio) {
  const reach = Math.ceil(TAPS * Math.max(1, ratio));
  const cut = 0.95 / Math.max(1, ratio);
  return Array.from({ length: PHASES }, (_, phase) => {
    const taps = Float32Array.from({ length: 2 * reach }, (_, place) => {
      const x = place - reach + 1 - phase / PHASES;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x * cut) / (Math.PI * x * cut);
      return Math.abs(x) < reach ? sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach)) : 0;
    });
    const sum = taps.reduce((all, tap) => all + tap, 0);
    return taps.map((tap) => tap / sum);
  });
}

class Voice extends AudioWorkletProcessor {
  constructor() {
    super();
    this.step = sampleRate / RATE;
    this.filter = filterFor(this.step);
    this.heard = new Float32Array(this.filter[0].length);
    this.at = this.heard.length / 2; // where the next of our samples stands in `heard`
    this.piece = new Int16Array(PIECE);
    this.filled = 0;
    this.loud = 0;
    this.port.onmessage = () => (this.isOver = true);
  }

  process([[channel]]) {
    if (!channel || this.isOver) return !this.isOver;
    const reach = this.filter[0].length / 2;
    const heard = new Float32Array(this.heard.length + channel.length);
    heard.set(this.heard);
    heard.set(channel, this.heard.length);
    while (Math.floor(this.at) + reach < heard.length) {
      const before = Math.floor(this.at);
      const taps = this.filter[Math.floor((this.at - before) * PHASES)];
      let sample = 0;
      for (let tap = 0; tap < taps.length; tap++) sample += taps[tap] * heard[before - reach + 1 + tap];
      this.take(sample);
      this.at += this.step;
    }
    const used = Math.floor(this.at) - reach;
    this.heard = heard.slice(used);
    this.at -= used;
    return true;
  }

  take(sample) {
    const whole = Math.max(-1, Math.min(1, sample));
    this.loud += whole * whole;
    this.piece[this.filled++] = whole * 32767;
    if (this.filled < PIECE) return;
    this.port.postMessage({ samples: this.piece, level: Math.sqrt(this.loud / PIECE) }, [this.piece.buffer]);
    this.piece = new Int16Array(PIECE);
    this.filled = this.loud = 0;
  }
}

registerProcessor("voice", Voice);
