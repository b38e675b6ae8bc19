import type { Cataloger } from "./cataloger.ts";
import { apk } from "./catalogers/apk/index.ts";
import { cargo } from "./catalogers/cargo/index.ts";
import { dpkg } from "./catalogers/dpkg/index.ts";
import { go } from "./catalogers/go/index.ts";
import { java } from "./catalogers/java/index.ts";
import { npm } from "./catalogers/npm/index.ts";
import { python } from "./catalogers/python/index.ts";
import { rpm } from "./catalogers/rpm/index.ts";
import { sbom } from "./catalogers/sbom/index.ts";

/** Every cataloger; a test holds this list and the folder `catalogers/` together. */
export const CATALOGERS: readonly Cataloger[] = [apk, cargo, dpkg, go, java, npm, python, rpm, sbom];
