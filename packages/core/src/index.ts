export { type Clock, sourceDate, systemClock } from "./clock.ts";
export { COVERAGE_CODES, type CoverageCode, type CoverageEntry, type CoverageSink, isLost, isOpen } from "./coverage.ts";
export { algorithmOf, createDigester, type Digest, type DigestAlgorithm, type Digester, digestOf, hexOf, isDigest } from "./digest.ts";
export { type ErrorPlace, isSystemError, messageOf, PlimsollError, type PlimsollErrorOptions } from "./errors.ts";
export type { DatabaseIdentity, DatabaseSource, Evidence, Timing, Tool } from "./evidence.ts";
export type { AdvisoryReference, CvssScore, Finding, SeveritySource, Vulnerability } from "./finding.ts";
export { fingerprintOf } from "./fingerprint.ts";
export { splitAtCommas } from "./glob/braces.ts";
export { compileGlob, type PathMatcher } from "./glob/glob.ts";
export {
	DEFAULT_REGISTRY,
	formatImageReference,
	type ImageReference,
	type ParsedReference,
	parseImageReference,
	shortenImageReference,
} from "./image-reference.ts";
export { findJsonProblem, type JsonProblem } from "./json-text.ts";
export { defaultLimits, type LimitName, type Limits } from "./limits.ts";
export { neutralise } from "./neutralise.ts";
export { compareText } from "./order.ts";
export type { Hash, OperatingSystem, Package, PackageLocation, SourcePackage } from "./package.ts";
export { formatPlatform, hostPlatform, matchesPlatform, type Platform, parsePlatform } from "./platform.ts";
export { compareSeverity, isAtLeast, isSeverity, SEVERITIES, type Severity, severityOfScore } from "./severity.ts";
export type { DescribedSubject, DirectorySubject, ImageSubject, LayerSummary, SbomSubject, Subject } from "./subject.ts";
export type { RuleOutcome, Verdict, VerdictReason } from "./verdict.ts";
