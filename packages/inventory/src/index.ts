export type { CatalogContext, Cataloger, FoundFile, FoundPackage } from "./cataloger.ts";
