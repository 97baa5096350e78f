/* <answer-player> around an <audio>: how fast it plays. Where words are still being written down (data-waiting), it has
   that done and shows the page anew. The browser's own player works without this file. */

const RETRY = 3000;

class AnswerPlayer extends HTMLElement {
  connectedCallback() {
    const audio = this.querySelector("audio");
    const rates = this.querySelector("[data-rates]");
    if (audio && rates) {
      rates.hidden = false;
      rates.addEventListener("change", (event) => {
        audio.playbackRate = audio.defaultPlaybackRate = Number(event.target.value);
      });
    }
    if (this.dataset.waiting) this.writeDown().catch(() => {});
  }

  async writeDown() {
    for (;;) {
      const headers = { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value };
      const response = await fetch(this.dataset.waiting, { method: "POST", headers, redirect: "manual" });
      if (!response.ok) return;
      if (!(await response.json()).waiting) break;
      await new Promise((done) => setTimeout(done, RETRY));
    }
    // Not under the hands of somebody who has begun to rate.
    if (!document.querySelector("form:focus-within, textarea:not(:placeholder-shown)")) location.reload();
    else this.querySelector("[data-new]").hidden = false;
  }
}

customElements.define("answer-player", AnswerPlayer);
