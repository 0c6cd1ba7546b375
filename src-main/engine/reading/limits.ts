/**
 * Every limit of reading, in one table: nothing that comes from outside may cost more than this.
 * The pool enforces time, memory and starts from outside the reader process; the reader enforces the rest before it allocates.
 */
export const READING_LIMITS = {
  /** Bytes of one file. A 300 dpi colour scan of 50 pages is about 40 MB. */
  fileBytes: 64 * 1024 * 1024,
  /** Bytes of one message to a reader. A message is copied in one go; a file of 30 MB in such pieces never blocks the sender for longer than 5 ms. */
  messageBytes: 256 * 1024,
  /** Pages of one document; the contract's own limit. */
  pages: 200,
  /** Words of one page; the contract's own limit. */
  wordsPerPage: 20_000,
  /** Characters of one page's text layer that are looked at. */
  charsPerPage: 100_000,
  /** Pixels of one picture, checked from its header before anything is decoded. */
  imagePixels: 100_000_000,
  /** Resolution for scanned PDF pages. Ten-point capitals are 20 px high, about what the recogniser likes best (22 px). */
  renderDpi: 200,
  /** Pixels of a rendered PDF page: A2 at 200 dpi. Larger pages are rendered coarser. */
  renderPixels: 16_000_000,
  /** Pixels handed to the recogniser: bounds its time and its WebAssembly heap, which never shrinks. */
  ocrPixels: 12_000_000,
  /**
   * Connected dark spots on a page of at most preview size. Receipts have up to 1,400 (n=60), a dense printed page about 6,000;
   * Gaussian noise has 54,000 and kept the recogniser busy for minutes, 20,000 spots cost it 10 s.
   */
  blobs: 20_000,
  /** The same after smoothing: a receipt in heavy camera noise keeps up to 9,000, pure noise has 17,000 left. */
  smoothedBlobs: 10_000,
  /** Width and height of a page's preview in pixels. */
  previewWidth: 1600,
  previewHeight: 6400,
  /** Wall time for one page, and from the start of a file to its first page. */
  pageMs: 60_000,
  /**
   * Wall time of the second reader for a page that it reads as a whole because the own reader found next to nothing there, and the most
   * that a policy's budget for doubtful rows can come to. Less than a page's limit, so that the own reader's words are never lost.
   */
  secondPageMs: 30_000,
  /** The second reader, about 100 MB, is ended when nobody needed it for this long. */
  secondIdleMs: 30_000,
  /** Wall time for a whole file. */
  fileMs: 600_000,
  /** Wall time for one batch of texts to be classified. */
  classifyMs: 30_000,
  /** Texts of one batch, and characters of one text. */
  classifyTexts: 1_000,
  classifyChars: 2_000,
  /** Words of a document that the field tagger looks at; its time and memory grow with them. */
  taggerWords: 2_000,
  /** Wall time for a reader process to become ready (0.4 s measured on an idle core). */
  startMs: 30_000,
  /** Reader processes that may die in a row before they were ready, before reads are refused instead of starting another. */
  failedStarts: 3,
  /** A reader process is replaced after this many pages... */
  pagesPerProcess: 500,
  /** ...or when it holds more than this after a file (bytes, resident). Two readers and the engine have to stay below 900 MB. */
  residentBytes: 420 * 1024 * 1024,
  /** JavaScript heap of a reader process in MB; pictures and WebAssembly memory live outside it. */
  heapMb: 256,
  /** A second and further reader that had nothing to do for this long is ended, to give its memory back. */
  idleMs: 60_000,
} as const;
