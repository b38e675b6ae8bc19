export { makeZip, type ZipPart, zipOf } from "../testdata/make-zip.ts";
