/* Without a network, the brief that was kept on this device. With one, the page as it is now. */
const KEPT = "next-round-brief";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(
    fetch(event.request).catch(async () => {
      const kept = await (await caches.open(KEPT)).match(event.request, { ignoreSearch: true, ignoreVary: true });
      return kept ?? Response.error();
    }),
  );
});
