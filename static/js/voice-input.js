/* The microphone, for <voice-recorder> and <mic-check>. Fetched when somebody first wants to speak. */

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
    await context.audioWorklet.addModule(worklet);
    await context.resume();
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
  const names = { NotAllowedError: "refused", NotFoundError: "missing", OverconstrainedError: "missing" };
  return names[error.name] ?? "broken";
}
