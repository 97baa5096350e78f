/* The microphone, for <voice-recorder> and <mic-check>. Fetched when somebody first wants to speak. */

const SILENT_START = 8000; // ms

/* Calls `heard(samples, level)` every 50 ms and `ended()` when the microphone goes away. Gives back how to stop.
   What can go wrong comes as an error whose name `whyNot` knows. */
export async function openMicrophone(worklet, heard, ended) {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const context = new AudioContext();
  const stop = () => {
    stream.getTracks().forEach((track) => track.stop());
    if (context.state !== "closed") context.close();
  };
  try {
    await context.audioWorklet.addModule(worklet).catch(() => Promise.reject(new DOMException("", "NetworkError")));
    const never = (_, failed) => setTimeout(failed, SILENT_START, new DOMException("", "NotReadableError"));
    await Promise.race([context.resume(), new Promise(never)]); // Without any sound device Firefox does not say no, it waits.
    const node = new AudioWorkletNode(context, "voice", { channelCount: 1, channelCountMode: "explicit" });
    node.port.onmessage = ({ data }) => heard(data.samples, data.level);
    context.createMediaStreamSource(stream).connect(node).connect(context.destination); // It sends out silence.
  } catch (error) {
    stop();
    throw error;
  }
  stream.getAudioTracks()[0].addEventListener("ended", ended);
  return stop;
}

/* The name of the sentence that says it. */
export function whyNot(error) {
  const names = { NotAllowedError: "refused", NotFoundError: "missing", OverconstrainedError: "missing", NetworkError: "unreached" };
  return names[error.name] ?? "broken";
}
