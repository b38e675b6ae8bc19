declare module "spdx-expression-parse" {
	/** Parses an SPDX licence expression; throws where the text is none. */
	function parse(expression: string): object;
	export = parse;
}
