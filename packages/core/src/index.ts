export { type Clock, sourceDate, systemClock } from "./clock.ts";
export { COVERAGE_CODES, type CoverageCode, type CoverageEntry, type CoverageSink, isLost } from "./coverage.ts";
export { algorithmOf, createDigester, type Digest, type DigestAlgorithm, type Digester, digestOf, hexOf, isDigest } from "./digest.ts";
export { type ErrorPlace, isSystemError, messageOf, PlimsollError, type PlimsollErrorOptions } from "./errors.ts";
export type {
	DatabaseIdentity,
	DatabaseSource,
	DirectorySubject,
	Evidence,
	ImageSubject,
	LayerSummary,
	Subject,
	Timing,
	Tool,
} from "./evidence.ts";
export type { AdvisoryReference, CvssScore, Finding, SeveritySource, Vulnerability } from "./finding.ts";
export { fingerprintOf } from "./fingerprint.ts";
export { defaultLimits, type LimitName, type Limits } from "./limits.ts";
export { neutralise } from "./neutralise.ts";
export { compareText } from "./order.ts";
export type { OperatingSystem, Package, PackageLocation, SourcePackage } from "./package.ts";
export { formatPlatform, hostPlatform, matchesPlatform, type Platform, parsePlatform } from "./platform.ts";
export { compareSeverity, isAtLeast, isSeverity, SEVERITIES, type Severity, severityOfScore } from "./severity.ts";
export type { RuleOutcome, Verdict, VerdictReason } from "./verdict.ts";
