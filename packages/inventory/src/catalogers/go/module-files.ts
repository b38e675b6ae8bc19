/**
 * Whether a file is a `go.mod` or `go.sum` that a project is built by: not one of the modules that Go keeps copies of, nor one
 * in a folder that Go itself passes over.
 */
export function isModuleFile(path: string, name: string): boolean {
	return (name === "go.mod" || name === "go.sum") && !/\/(?:pkg\/mod|vendor|testdata|_[^/]*)\//.test(path);
}
