import type { Cataloger } from "../../cataloger.ts";
import { catalogPear } from "./catalog.ts";

/** PHP packages and extensions out of the registry of PEAR and PECL. */
export const pear: Cataloger = { id: "pear", version: 1, kind: "language", wants, catalog: catalogPear };

/** One file for each package: `php/.registry/xml_util.reg`, `php/.registry/.channel.pecl.php.net/redis.reg`. */
function wants(path: string, name: string): boolean {
	return name.endsWith(".reg") && /\/\.registry\/(?:\.channel\.[^/]+\/)?[^/]+$/.test(path);
}
