import { statfs } from 'node:fs/promises';

export interface Disk {
  readonly used: number;
  readonly total: number;
}

/** The disk that holds `folder`, in bytes; null where the folder is not there, as with a database elsewhere. */
export async function readDisk(folder: string): Promise<Disk | null> {
  try {
    const { blocks, bavail, bsize } = await statfs(folder);
    return { used: (blocks - bavail) * bsize, total: blocks * bsize };
  } catch {
    return null;
  }
}
