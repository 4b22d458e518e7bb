/**
 * Names that programs give to what is not finished, or is no content: files under them are ignored, and so are folders
 * (Safari's downloads are folders). The finished file comes under another name.
 */
const TEMPORARY = [
  // Downloads: Firefox and many others, Chrome and Edge, Safari, Opera, WinSCP, aria2, BitTorrent clients.
  /\.(part|partial|crdownload|download|opdownload|filepart|aria2|!ut|!qb)$/,
  // Anybody's temporary file; Windows' and Office's too.
  /\.(tmp|temp)$/,
  /^~\$/,
  // LibreOffice's lock, and Emacs's lock and autosave.
  /^\.~lock\..*#$/,
  /^\.#/,
  /^#.*#$/,
  // Vim's swap files, and the backups of Vim, Emacs, gedit, Kate.
  /\.sw[a-p]$/,
  /\.swx$/,
  /~$/,
  /\.kate-swp$/,
  // How GLib (GNOME's programs) and JetBrains' editors save: under this name first.
  /^\.goutputstream-/,
  /___jb_(tmp|old)___$/,
  // Syncthing's and rsync's unfinished files, and what NFS and FUSE keep of a deleted file that is open.
  /^\.syncthing\./,
  /^\.~tmp~$/,
  /^\.nfs[0-9a-f]{8,}$/,
  /^\.fuse_hidden/,
  // What file managers of macOS and Windows put into every folder.
  /^\.ds_store$/,
  /^\._/,
  /^thumbs\.db$/,
  /^desktop\.ini$/,
  // Our own.
  /^\.stave-/,
];

// As one expression it takes a tenth of the time: each part of each path is asked about.
const ANY = new RegExp(TEMPORARY.map(({ source }) => source).join('|'), 'i');

/** Whether a name (one part of a path) is a temporary one, in any case of its letters. */
export function isTemporaryName(name: string): boolean {
  return ANY.test(name);
}
