/// <reference types="vite/client" />

/** What the preload of the desktop window exposes; absent in a browser. */
type TickmarkHost = { connect: () => void };

interface Window {
  readonly tickmarkHost?: TickmarkHost;
}
