export { OciError, type OciErrorCode } from "./errors.ts";
export type { Directory, Image, Layer } from "./image.ts";
export type { FileEntry, FileKind, FileTree, WantsFile } from "./tree/file-tree.ts";
