import type { Cataloger } from "../../cataloger.ts";
import { catalogSboms } from "./catalog.ts";
import { wantsSbom } from "./sbom-files.ts";

/** Bills of materials that lie in an image: Bitnami's, those of Wolfi's packages, and whatever else is called by their names. */
export const sbom: Cataloger = { id: "sbom", version: 1, kind: "document", wants: wantsSbom, catalog: catalogSboms };
