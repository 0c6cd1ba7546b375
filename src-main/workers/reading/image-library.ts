import sharp from 'sharp';

/** Sets up the picture library of this process. Has to run before the first picture is opened. */
export function restrictImageLibrary(): void {
  // One picture at a time in a process: threads and caches would only take memory from the other readers.
  sharp.concurrency(1);
  sharp.cache(false);
  // libvips knows some forty formats; only the four that are read here may ever be opened, whatever the bytes claim.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadTiffBuffer'],
  });
}
