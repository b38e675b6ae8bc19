import type { Cataloger } from "./cataloger.ts";
import { apk } from "./catalogers/apk/index.ts";
import { binary } from "./catalogers/binary/index.ts";
import { cargo } from "./catalogers/cargo/index.ts";
import { composer } from "./catalogers/composer/index.ts";
import { conda } from "./catalogers/conda/index.ts";
import { dpkg } from "./catalogers/dpkg/index.ts";
import { gem } from "./catalogers/gem/index.ts";
import { go } from "./catalogers/go/index.ts";
import { java } from "./catalogers/java/index.ts";
import { npm } from "./catalogers/npm/index.ts";
import { nuget } from "./catalogers/nuget/index.ts";
import { pear } from "./catalogers/pear/index.ts";
import { python } from "./catalogers/python/index.ts";
import { rpm } from "./catalogers/rpm/index.ts";
import { sbom } from "./catalogers/sbom/index.ts";

/** Every cataloger; a test holds this list and the folder `catalogers/` together. */
export const CATALOGERS: readonly Cataloger[] = [
	apk,
	binary,
	cargo,
	composer,
	conda,
	dpkg,
	gem,
	go,
	java,
	npm,
	nuget,
	pear,
	python,
	rpm,
	sbom,
];
