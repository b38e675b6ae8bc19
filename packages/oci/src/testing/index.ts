export { passwordFile, startDockerRegistry } from "./docker-registry.ts";
export { type Answering, serve, type TestServer } from "./http-server.ts";
export { imageOf, layerOf } from "./image-in-memory.ts";
export { blobPath, CONFIG, type ImageParts, INDEX, type JsonDescriptor, LayoutFiles, MANIFEST, named } from "./layout-files.ts";
export { type Compression, type LayerToWrite, type LayoutToWrite, layerBytes, type WrittenLayout, writeLayout } from "./layout-writer.ts";
export { memoryRegistry } from "./memory-registry.ts";
export { generator, mutated } from "./mutations.ts";
export { requireTool } from "./require-tool.ts";
export {
	directory,
	entryBytes,
	file,
	hardLink,
	header,
	opaque,
	paxRecord,
	paxRecords,
	sealHeader,
	symlink,
	type TarItem,
	tar,
	whiteout,
} from "./tar-writer.ts";
