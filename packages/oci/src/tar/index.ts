export { cleanPath, depthOf } from "./clean-path.ts";
export type { TarEntry, TarKind, TarProblem } from "./tar-entry.ts";
export { BLOCK, hasValidChecksum, isZeroBlock } from "./tar-header.ts";
export { indexTar, type ReadAt, type TarMember } from "./tar-index.ts";
export { type BodyUse, type TarHandler, TarParser } from "./tar-parser.ts";
export { decodeName, encodeName } from "./tar-text.ts";
