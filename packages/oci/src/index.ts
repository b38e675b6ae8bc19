export { OciError, type OciErrorCode } from "./errors.ts";
export type { Directory, Image, Layer } from "./image.ts";
export type { Selector } from "./manifest/selector.ts";
export { type OpenOptions, openSubject } from "./open-subject.ts";
export { parseTarget, type Target, type TargetReading } from "./target.ts";
export type { FileEntry, FileKind, FileTree, WantsFile } from "./tree/file-tree.ts";
export { readDirectory } from "./tree/read-directory.ts";
export { readLayers } from "./tree/read-layers.ts";
export type { ReadOptions } from "./tree/read-options.ts";
