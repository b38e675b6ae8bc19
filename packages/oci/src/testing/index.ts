export { imageOf, layerOf } from "./image-in-memory.ts";
export { type Compression, type LayerToWrite, type LayoutToWrite, layerBytes, type WrittenLayout, writeLayout } from "./layout-writer.ts";
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
