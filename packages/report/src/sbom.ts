export { droppedBy } from "./bill-of-materials/dropped-by.ts";
export type { Dropped, Holding } from "./bill-of-materials/holdings.ts";
export { checkElements, type ElementReport, type ElementResult, type StandardResult } from "./minimum-elements/check.ts";
export { type ElementFormat, renderElements } from "./minimum-elements/render.ts";
export type { BillOrigin } from "./minimum-elements/standard.ts";
