/* <time-zone> around the choice of a time zone: as long as that is still UTC, choose what the browser lives by, and
   say so. Nothing is kept until the form is sent. */
/* Browsers still call some zones by their old names, such as Asia/Calcutta. */
function usual(name) {
  try {
    return Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return ""; // not a zone that this browser knows
  }
}

class TimeZone extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (select.value !== "UTC" || here === "UTC") return;
    const names = [...select.options].map((option) => option.value);
    const found = names.includes(here) ? here : names.find((name) => usual(name) === here);
    if (!found) return;
    select.value = found;
    this.querySelector("[data-filled]").hidden = false;
  }
}
customElements.define("time-zone", TimeZone);
