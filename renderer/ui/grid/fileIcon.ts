import {
  File,
  FileArchive,
  FileBraces,
  FileCode,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  FileVideoCamera,
  type LucideIcon,
} from 'lucide-react';

const KINDS: [LucideIcon, string][] = [
  [FileArchive, '7z br bz2 gz rar tar tgz xz zip zst'],
  [FileBraces, 'json jsonl ndjson toml xml yaml yml'],
  [FileCode, 'c cpp cs css go h html java js jsx kt php py rb rs sh sql swift ts tsx'],
  [FileImage, 'avif bmp gif heic ico jpeg jpg png psd svg tif tiff webp'],
  [FileMusic, 'aac flac m4a mp3 ogg opus wav'],
  [FileSpreadsheet, 'avro csv numbers ods orc parquet tsv xls xlsx'],
  [FileText, 'doc docx log md odt pages pdf rtf tex txt'],
  [FileVideoCamera, 'avi m4v mkv mov mp4 mpeg webm'],
];

const BY_EXTENSION = new Map(KINDS.flatMap(([icon, extensions]) => extensions.split(' ').map((one) => [one, icon])));

/** The icon for a name, by its extension. */
export function fileIcon(name: string): LucideIcon {
  return BY_EXTENSION.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? File;
}
