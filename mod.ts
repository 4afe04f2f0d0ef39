/**
 * Rounds: live clinical benchmarks on any OpenAI-compatible model, with numbers that say what failed.
 *
 * Names chain: `loadCases → answerCases → gradeAnswers → finishRun → saveResults → questionsFrame → accuracyTable →
 * accuracyPlot`; `runBenchmark` does the first five at once.
 *
 * @module
 */
export type * from "./lib/types.ts";
export { CaseError, type CaseErrorDetails } from "./lib/parse/case_error.ts";
export { PYTHON_SPACE, pythonStrip } from "./lib/parse/python_strip.ts";
export { pythonFixed } from "./lib/parse/python_fixed.ts";
export { pythonRound } from "./lib/parse/python_round.ts";
export { type SplitReasoning, splitReasoning } from "./lib/parse/split_reasoning.ts";
export { canonicalJson } from "./lib/parse/canonical_json.ts";
export { sha256Hex } from "./lib/parse/sha256_hex.ts";
export { describeValue } from "./lib/parse/describe_value.ts";
export { nearestNames, type NearestNamesOptions } from "./lib/parse/nearest_names.ts";
export { safeJson } from "./lib/parse/safe_json.ts";
export { parseJson, type ParseJsonOptions } from "./lib/parse/parse_json.ts";
export { type ClusterIndex, clusterIndex } from "./lib/stats/cluster_index.ts";
export type { ClusterName, Interval, Observation } from "./lib/stats/interval.ts";
export { betaInc, type BetaIncOptions } from "./lib/stats/special/beta_inc.ts";
export { betaQuantile, type BetaQuantileOptions } from "./lib/stats/special/beta_quantile.ts";
export { chi2Sf } from "./lib/stats/special/chi2_sf.ts";
export { fSf, type FSfOptions } from "./lib/stats/special/f_sf.ts";
export { findRoot, type FindRootOptions } from "./lib/stats/special/find_root.ts";
export { gammaQ } from "./lib/stats/special/gamma_q.ts";
export { logGamma } from "./lib/stats/special/log_gamma.ts";
export { normalCdf } from "./lib/stats/special/normal_cdf.ts";
export { normalQuantile } from "./lib/stats/special/normal_quantile.ts";
export { tCdf } from "./lib/stats/special/t_cdf.ts";
export { tQuantile } from "./lib/stats/special/t_quantile.ts";
export { tSf } from "./lib/stats/special/t_sf.ts";
export {
  type ClusterErrors,
  clusterErrors,
  type ClusterSums,
} from "./lib/stats/uncertainty/cluster_errors.ts";
export {
  clusteredMean,
  type ClusteredMeanOptions,
} from "./lib/stats/uncertainty/clustered_mean.ts";
export type { ClusteredMean } from "./lib/stats/uncertainty/clustered_mean_fields.ts";
export {
  type ProportionInterval,
  wilson,
  type WilsonOptions,
} from "./lib/stats/uncertainty/wilson.ts";
export { ModelError, type ModelErrorOptions } from "./lib/parse/model_error.ts";
export { htmlTitle } from "./lib/parse/html_title.ts";
export { parseCompletion, type ParseCompletionOptions } from "./lib/parse/parse_completion.ts";
export { type FinishKind, finishKind } from "./lib/parse/finish_kind.ts";
export { mapConcurrent, type MapConcurrentOptions } from "./lib/async/map_concurrent.ts";
export { retry, type RetryDecision, type RetryOptions } from "./lib/async/retry.ts";
export { type Adaptation, adaptParameters } from "./lib/models/adapt_parameters.ts";
export { adaptationFor } from "./lib/models/adaptation_for.ts";
export { classifyError, type ClassifyErrorOptions } from "./lib/models/classify_error.ts";
export { readRetryAfter } from "./lib/models/read_retry_after.ts";
export { encodeBody, type EncodeBodyOptions } from "./lib/models/encode_body.ts";
export {
  type EndpointCaller,
  endpointCaller,
  type EndpointCallerOptions,
} from "./lib/models/endpoint_caller.ts";
export { httpModel, type HttpModelOptions } from "./lib/models/http_model.ts";
export { redactKey, type RedactKeyOptions } from "./lib/parse/redact_key.ts";
export {
  retryingModel,
  type RetryingModelOptions,
  type RetryNote,
} from "./lib/models/retrying_model.ts";
export { scriptedModel } from "./lib/models/scripted_model.ts";
export {
  chooseCriteria,
  type ChosenCriteria,
  type SimulatedCare,
} from "./lib/models/simulated/choose_criteria.ts";
export {
  chooseLetter,
  type ChosenLetter,
  type SimulatedSkill,
} from "./lib/models/simulated/choose_letter.ts";
export type * from "./lib/models/simulated/fault_types.ts";
export { parseSimulatedFault } from "./lib/models/simulated/parse_simulated_fault.ts";
export type * from "./lib/models/simulated/server_types.ts";
export { simulatedEndpoint } from "./lib/models/simulated/simulated_endpoint.ts";
export { SIMULATED_FAULTS } from "./lib/models/simulated/simulated_faults.ts";
export { SIMULATED_MODELS } from "./lib/models/simulated/simulated_models.ts";
export { simulatedQuestions } from "./lib/models/simulated/simulated_questions.ts";
export { simulatedRubrics } from "./lib/models/simulated/simulated_rubrics.ts";
export { startSimulatedServer } from "./lib/models/simulated/start_simulated_server.ts";
export type * from "./lib/models/simulated/types.ts";
export { FieldReader, type FieldReaderOptions } from "./lib/parse/field_reader.ts";
export { type MergedRuns, mergeRuns, type MergeRunsOptions } from "./lib/results/merge_runs.ts";
export { caseIdsSha256 } from "./lib/results/case_ids_sha256.ts";
export { shardOf } from "./lib/results/shard_of.ts";
export {
  type ResultDifference,
  type ResultVerification,
  verifyResults,
  type VerifyResultsOptions,
} from "./lib/run/verify_results.ts";
export { type TakenShard, takeShard, type TakeShardOptions } from "./lib/run/take_shard.ts";
export { cleanSummary, type CleanSummaryOptions } from "./lib/results/clean_summary.ts";
export { OUTCOMES } from "./lib/graders/outcomes.ts";
export { finishRun, type FinishRunOptions } from "./lib/results/finish_run.ts";
export { type Journal, openJournal, type OpenJournalOptions } from "./lib/results/open_journal.ts";
export { OutputError } from "./lib/results/output_error.ts";
export { OutputLockedError } from "./lib/results/output_locked_error.ts";
export {
  JOURNAL_SCHEMA,
  type JournalContent,
  type JournalEntry,
  type JournalHead,
  LINE_CHECK,
} from "./lib/results/journal_format.ts";
export { journalHeader } from "./lib/results/journal_header.ts";
export { journalLine } from "./lib/results/journal_line.ts";
export { parseJournal } from "./lib/results/parse_journal.ts";
export { manifestFrom } from "./lib/results/manifest_from.ts";
export {
  type ManifestDifference,
  manifestDifferences,
} from "./lib/results/manifest_differences.ts";
export { manifestSha256 } from "./lib/results/manifest_sha256.ts";
export { parseResults, type ParseResultsOptions } from "./lib/results/parse_results.ts";
export { readResults, type ReadResultsOptions } from "./lib/results/read_results.ts";
export { type Replay, replayTurns } from "./lib/results/replay_turns.ts";
export { RESULT_SCHEMA, resultFileChunks } from "./lib/results/result_file_chunks.ts";
export { spendOf } from "./lib/results/spend_of.ts";
export { pricedJudge, type PricedJudgeOptions } from "./lib/graders/priced_judge.ts";
export { isLoopback } from "./lib/parse/is_loopback.ts";
export { isPrivateAddress, type PrivateOptions } from "./lib/parse/is_private_address.ts";
export {
  sameRefusal,
  type SameRefusalOptions,
  type WatchedCall,
} from "./lib/parse/same_refusal.ts";
export { privateFetch, type PrivateFetchOptions } from "./lib/models/private_fetch.ts";
export { saveResults, type SaveResultsOptions } from "./lib/results/save_results.ts";
export { turnFromRecord, type TurnPlace } from "./lib/results/turn_from_record.ts";
export { type TurnRecord, turnToRecord } from "./lib/results/turn_to_record.ts";
export { wholeTurnFromRecord } from "./lib/results/whole_turn_from_record.ts";
export { wholeTurnToRecord } from "./lib/results/whole_turn_to_record.ts";
export {
  writeAtomically,
  type WriteAtomicallyOptions,
  type WrittenFile,
} from "./lib/results/write_atomically.ts";
export { answerCase, type AnswerCaseOptions } from "./lib/run/answer_case.ts";
export { answerCases, type AnswerCasesOptions } from "./lib/run/answer_cases.ts";
export {
  type CollectedResults,
  collectResults,
  type CollectResultsOptions,
  type RunProgress,
} from "./lib/run/collect_results.ts";
export { gradeAnswers, type GradeAnswersOptions } from "./lib/run/grade_answers.ts";
export { firstRequest } from "./lib/run/first_request.ts";
export { heaviestCase } from "./lib/run/heaviest_case.ts";
export {
  type DatasetIdentity,
  makeManifest,
  type MakeManifestOptions,
} from "./lib/run/make_manifest.ts";
export { memoryOutput } from "./lib/run/memory_output.ts";
export { openOutput, type OpenOutputOptions, type Output } from "./lib/run/open_output.ts";
export { preflight, type PreflightOptions, type PreflightTurn } from "./lib/run/preflight.ts";
export { promptSha256 } from "./lib/run/prompt_sha256.ts";
export {
  type FinishedRun,
  runBenchmark,
  type RunBenchmarkOptions,
} from "./lib/run/run_benchmark.ts";
export { SetUpError } from "./lib/run/set_up_error.ts";
export { type Grace, startGrace } from "./lib/run/start_grace.ts";
export { TOOLKIT_VERSION } from "./lib/run/toolkit_version.ts";
export { correlation } from "./lib/stats/judges/correlation.ts";
export { adjustP, type AdjustPOptions } from "./lib/stats/multiplicity/adjust_p.ts";
export {
  type WestfallYoung,
  westfallYoung,
  type WestfallYoungOptions,
  type WestfallYoungRow,
} from "./lib/stats/multiplicity/westfall_young.ts";
export { bayesPaired, type BayesPairedOptions } from "./lib/stats/paired/bayes_paired.ts";
export {
  type ClusterSignFlipOptions,
  type ClusterSignFlipTest,
  clusterSignFlipTest,
} from "./lib/stats/paired/cluster_sign_flip_test.ts";
export {
  type ChiSquareTest,
  type ClusteredMcNemar,
  clusteredMcNemar,
  type ClusteredMcNemarOptions,
} from "./lib/stats/paired/clustered_mcnemar.ts";
export {
  type EquivalenceOptions,
  type EquivalenceTest,
  equivalenceTest,
} from "./lib/stats/paired/equivalence_test.ts";
export {
  type FragilityIndex,
  fragilityIndex,
  type FragilityOptions,
} from "./lib/stats/paired/fragility_index.ts";
export { type Mcnemar, mcnemar, type McnemarOptions } from "./lib/stats/paired/mcnemar.ts";
export {
  type PairedDifference,
  pairedDifference,
  type PairedDifferenceOptions,
} from "./lib/stats/paired/paired_difference.ts";
export {
  type PairedProportions,
  pairedProportionsCI,
  type PairedProportionsOptions,
} from "./lib/stats/paired/paired_proportions_ci.ts";
export {
  type ProportionDifference,
  proportionDifference,
  type ProportionDifferenceOptions,
} from "./lib/stats/paired/proportion_difference.ts";
export {
  type SignFlipDistribution,
  signFlipDistribution,
} from "./lib/stats/paired/sign_flip_distribution.ts";
export { type SignTest, signTest, type SignTestOptions } from "./lib/stats/paired/sign_test.ts";
export {
  type WilcoxonSignedRank,
  wilcoxonSignedRank,
} from "./lib/stats/paired/wilcoxon_signed_rank.ts";
export { type EffectVariance, effectVariance } from "./lib/stats/power/effect_variance.ts";
export {
  minimumDetectableEffect,
  type MinimumDetectableEffectOptions,
} from "./lib/stats/power/minimum_detectable_effect.ts";
export { powerMcNemar, type PowerMcNemarOptions } from "./lib/stats/power/power_mcnemar.ts";
export {
  powerTwoProportions,
  type PowerTwoProportionsOptions,
} from "./lib/stats/power/power_two_proportions.ts";
export { sampleSize, type SampleSizeOptions } from "./lib/stats/power/sample_size.ts";
export { averageRanks } from "./lib/stats/ranking/average_ranks.ts";
export { invertSymmetric } from "./lib/stats/regression/invert_symmetric.ts";
export {
  expectedMajority,
  type ExpectedMajorityOptions,
} from "./lib/stats/repeats/expected_majority.ts";
export {
  type MajorityVote,
  majorityVote,
  type MajorityVoteOptions,
} from "./lib/stats/repeats/majority_vote.ts";
export { passAtK, type PassAtKOptions } from "./lib/stats/repeats/pass_at_k.ts";
export {
  type RepeatVariance,
  repeatVariance,
  type RepeatVarianceOptions,
} from "./lib/stats/repeats/repeat_variance.ts";
export {
  type BcaCorrection,
  bcaCorrection,
  type BcaCorrectionOptions,
} from "./lib/stats/resampling/bca_correction.ts";
export {
  type ClusterBootstrap,
  clusterBootstrap,
  type ClusterBootstrapOptions,
} from "./lib/stats/resampling/cluster_bootstrap.ts";
export {
  jointBootstrap,
  type JointBootstrapOptions,
} from "./lib/stats/resampling/joint_bootstrap.ts";
export { monteCarloP, type MonteCarloPOptions } from "./lib/stats/resampling/monte_carlo_p.ts";
export { type Pcg32, pcg32, type Pcg32Options } from "./lib/stats/resampling/pcg32.ts";
export { binomialCdf } from "./lib/stats/special/binomial_cdf.ts";
export { type BinomialOptions, binomialPmf } from "./lib/stats/special/binomial_pmf.ts";
export { gaussHermite } from "./lib/stats/special/gauss_hermite.ts";
export { gaussLegendre, type Quadrature } from "./lib/stats/special/gauss_legendre.ts";
export { ptukey, type StudentizedRangeOptions } from "./lib/stats/special/ptukey.ts";
export { qtukey } from "./lib/stats/special/qtukey.ts";
export { quantile, type QuantileOptions } from "./lib/stats/special/quantile.ts";
export { bayesCompare, type BayesCompareOptions } from "./lib/stats/uncertainty/bayes_compare.ts";
export {
  type BetaBinomialInterval,
  betaBinomialInterval,
  type BetaBinomialIntervalOptions,
} from "./lib/stats/uncertainty/beta_binomial_interval.ts";
export {
  type CaseAccuracy,
  caseAccuracy,
  type CaseAccuracyOptions,
} from "./lib/stats/uncertainty/case_accuracy.ts";
export {
  clopperPearson,
  type ClopperPearsonOptions,
} from "./lib/stats/uncertainty/clopper_pearson.ts";
export { expectedMaxNormal } from "./lib/stats/uncertainty/expected_max_normal.ts";
export {
  type MacroByGroup,
  macroByGroup,
  type MacroByGroupOptions,
} from "./lib/stats/uncertainty/macro_by_group.ts";
export { macroMean, type MacroMeanOptions } from "./lib/stats/uncertainty/macro_mean.ts";
export {
  type MeanScore,
  meanScore,
  type MeanScoreOptions,
} from "./lib/stats/uncertainty/mean_score.ts";
export { questionAccuracy } from "./lib/stats/uncertainty/question_accuracy.ts";
export { sampleMean } from "./lib/stats/uncertainty/sample_mean.ts";
export {
  type PlannedImage,
  planRun,
  type PlanRunOptions,
  type RunPlan,
} from "./lib/run/plan_run.ts";
export { renderAccuracy } from "./lib/report/render_accuracy.ts";
export { renderClean } from "./lib/report/render_clean.ts";
export { renderRuns } from "./lib/report/render_runs.ts";
export { terminalText } from "./lib/report/terminal_text.ts";
export {
  accuracyBy,
  type AccuracyByOptions,
  type AccuracyByRow,
} from "./lib/stats/groups/accuracy_by.ts";
export {
  accuracyByLabel,
  type AccuracyByLabelOptions,
  type AccuracyByLabelRow,
} from "./lib/stats/groups/accuracy_by_label.ts";
export {
  type InteractionCell,
  type InteractionContrast,
  interactionContrast,
  type InteractionContrastOptions,
} from "./lib/stats/groups/interaction_contrast.ts";
export {
  type LabelIntersection,
  labelIntersections,
  type LabelIntersectionsOptions,
} from "./lib/stats/groups/label_intersections.ts";
export {
  type ShrinkGroups,
  shrinkGroups,
  type ShrinkGroupsOptions,
  type ShrunkGroup,
} from "./lib/stats/groups/shrink_groups.ts";
export {
  type CaseSurvival,
  caseSurvival,
  type CaseSurvivalOptions,
  type CaseSurvivalRow,
} from "./lib/stats/process/case_survival.ts";
export { expectedRun, type ExpectedRunOptions } from "./lib/stats/process/expected_run.ts";
export {
  type FirstError,
  firstErrors,
  type ProcessRows,
} from "./lib/stats/process/first_errors.ts";
export {
  type MantelHaenszelOptions,
  type MantelHaenszelOR,
  mantelHaenszelOR,
} from "./lib/stats/process/mantel_haenszel_or.ts";
export {
  type PositionProfile,
  positionProfile,
  type PositionRow,
} from "./lib/stats/process/position_profile.ts";
export {
  type SurvivalPermutation,
  survivalPermutation,
  type SurvivalPermutationOptions,
} from "./lib/stats/process/survival_permutation.ts";
export {
  type ConditionalLogit,
  conditionalLogit,
  type ConditionalLogitOptions,
  type ConditionalLogitRow,
} from "./lib/stats/regression/conditional_logit.ts";
export {
  type DesignMatrix,
  designMatrix,
  type RegressionColumns,
} from "./lib/stats/regression/design_matrix.ts";
export {
  type Logit,
  logit,
  type LogitOptions,
  type LogitRow,
} from "./lib/stats/regression/logit.ts";
export {
  type LogitFirth,
  logitFirth,
  type LogitFirthRow,
} from "./lib/stats/regression/logit_firth.ts";
export {
  type LogitMixed,
  logitMixed,
  type LogitMixedOptions,
} from "./lib/stats/regression/logit_mixed.ts";
export { minimise, type MinimiseOptions, type Minimum } from "./lib/stats/regression/minimise.ts";
export { type Sandwich, sandwich, type SandwichOptions } from "./lib/stats/regression/sandwich.ts";
export {
  type StandardisedLogit,
  standardiseLogit,
  type StandardiseLogitOptions,
} from "./lib/stats/regression/standardise_logit.ts";
export {
  type AggregateRanks,
  aggregateRanks,
  type AggregateRanksOptions,
} from "./lib/stats/ranking/aggregate_ranks.ts";
export {
  type BradleyTerry,
  bradleyTerry,
  type BradleyTerryOptions,
  type BradleyTerryRow,
} from "./lib/stats/ranking/bradley_terry.ts";
export {
  type BradleyTerryDavidson,
  bradleyTerryDavidson,
  type BradleyTerryDavidsonOptions,
} from "./lib/stats/ranking/bradley_terry_davidson.ts";
export { type CochranQ, cochranQ } from "./lib/stats/ranking/cochran_q.ts";
export { connectedWins } from "./lib/stats/ranking/connected_wins.ts";
export {
  criticalDifference,
  type CriticalDifferenceOptions,
} from "./lib/stats/ranking/critical_difference.ts";
export {
  type FriedmanNemenyi,
  friedmanNemenyi,
  type FriedmanNemenyiOptions,
} from "./lib/stats/ranking/friedman_nemenyi.ts";
export { type KemenyOrders, kemenyOrders } from "./lib/stats/ranking/kemeny_orders.ts";
export { kendallTau } from "./lib/stats/ranking/kendall_tau.ts";
export { type PairwiseWins, pairwiseWins } from "./lib/stats/ranking/pairwise_wins.ts";
export { type PlackettLuce, plackettLuce } from "./lib/stats/ranking/plackett_luce.ts";
export {
  type RankConfidenceSets,
  rankConfidenceSets,
  type RankConfidenceSetsOptions,
  type RankPair,
  type RankSet,
} from "./lib/stats/ranking/rank_confidence_sets.ts";
export {
  type RankIntervalRow,
  type RankIntervals,
  rankIntervals,
  type RankIntervalsOptions,
} from "./lib/stats/ranking/rank_intervals.ts";
export { defaultOutput, type DefaultOutputOptions } from "./lib/results/default_output.ts";
export { type RunSummary, summaryJson } from "./lib/report/summary_json.ts";
export {
  type CronbachAlpha,
  cronbachAlpha,
  type CronbachAlphaOptions,
} from "./lib/stats/items/cronbach_alpha.ts";
export { type Irt1pl, irt1pl, type Irt1plOptions } from "./lib/stats/items/irt_1pl.ts";
export { type Irt2pl, irt2pl, type Irt2plOptions } from "./lib/stats/items/irt_2pl.ts";
export { type IrtGrid, irtGrid, type IrtPosterior } from "./lib/stats/items/irt_grid.ts";
export { irtPosterior, type IrtPosteriorOptions } from "./lib/stats/items/irt_posterior.ts";
export {
  type ItemAnalysis,
  itemAnalysis,
  type ItemAnalysisOptions,
  type ItemAnalysisRow,
} from "./lib/stats/items/item_analysis.ts";
export {
  itemInformation,
  type ItemInformationOptions,
} from "./lib/stats/items/item_information.ts";
export {
  type KeySuspicion,
  keySuspicion,
  type KeySuspicionOptions,
} from "./lib/stats/items/key_suspicion.ts";
export {
  type RaschConditional,
  raschConditional,
  type RaschConditionalOptions,
} from "./lib/stats/items/rasch_conditional.ts";
export {
  type AnchorPoints,
  anchorPoints,
  type AnchorPointsOptions,
} from "./lib/stats/subset/anchor_points.ts";
export {
  type RegressionEstimate,
  regressionEstimator,
  type RegressionEstimatorOptions,
} from "./lib/stats/subset/regression_estimator.ts";
export { sampleCases, type SampleCasesOptions } from "./lib/stats/subset/sample_cases.ts";
export {
  validateSubset,
  type ValidateSubsetOptions,
  type ValidateSubsetRow,
} from "./lib/stats/subset/validate_subset.ts";
export { BadRecordsError } from "./lib/datasets/bad_records_error.ts";
export { datasetConfig } from "./lib/datasets/dataset_config.ts";
export {
  DatasetError,
  type DatasetErrorKind,
  type DatasetErrorOptions,
} from "./lib/datasets/dataset_error.ts";
export type { DatasetFiles } from "./lib/datasets/dataset_files.ts";
export {
  type DatasetDescription,
  describeDataset,
  type PointsDescription,
  type ValueCount,
} from "./lib/datasets/describe_dataset.ts";
export {
  type CheckedImageUrl,
  checkImageUrls,
  type CheckImageUrlsOptions,
  type ImageUrlProblem,
} from "./lib/datasets/check_image_urls.ts";
export {
  downloadDataset,
  type DownloadDatasetOptions,
  type DownloadedDataset,
} from "./lib/datasets/download_dataset.ts";
export type { DownloadProgress } from "./lib/datasets/download_progress.ts";
export type { DownloadedFile, DownloadRecord } from "./lib/datasets/download_record.ts";
export { embeddedDataset } from "./lib/datasets/embedded_dataset.ts";
export type { Fetch } from "./lib/datasets/fetch.ts";
export { findDataset, type FindDatasetOptions } from "./lib/datasets/find_dataset.ts";
export { imageStore, type ImageStoreOptions } from "./lib/datasets/image_store.ts";
export {
  type ResizedImage,
  resizeImage,
  type ResizeImageOptions,
} from "./lib/datasets/resize_image.ts";
export { loadCases, type LoadCasesOptions } from "./lib/datasets/load_cases.ts";
export { type ReadRecord, readRecords } from "./lib/datasets/read_records.ts";
export { renderDataset, type RenderDatasetOptions } from "./lib/datasets/render_dataset.ts";
export {
  type DatasetProblem,
  type DatasetVerification,
  verifyDataset,
  type VerifyDatasetOptions,
} from "./lib/datasets/verify_dataset.ts";
export { armInterrupt, type ArmInterruptOptions } from "./lib/notebook/arm_interrupt.ts";
export {
  checkKernelSpec,
  type CheckKernelSpecOptions,
  type KernelCheck,
} from "./lib/notebook/check_kernel_spec.ts";
export { checkNotebook, type CheckNotebookOptions } from "./lib/notebook/check_notebook.ts";
export { display, type DisplayOptions } from "./lib/notebook/display.ts";
export {
  executeNotebook,
  type ExecuteNotebookOptions,
  type NotebookRun,
} from "./lib/notebook/execute_notebook.ts";
export { findMachinePaths } from "./lib/notebook/find_machine_paths.ts";
export {
  type InstalledKernelSpec,
  installKernelSpec,
  type InstallKernelSpecOptions,
} from "./lib/notebook/install_kernel_spec.ts";
export { interruptible, type InterruptibleOptions } from "./lib/notebook/interruptible.ts";
export { type Jupyter, jupyter } from "./lib/notebook/jupyter.ts";
export type * from "./lib/notebook/kernel_spec_types.ts";
export {
  type LiveProgress,
  liveProgress,
  type LiveProgressOptions,
  type ProgressTerminal,
  type ProgressUpdate,
} from "./lib/notebook/live_progress.ts";
export { notebookText } from "./lib/notebook/notebook_text.ts";
export type * from "./lib/notebook/notebook_types.ts";
export { parseNotebook } from "./lib/notebook/parse_notebook.ts";
export { prepareNotebook } from "./lib/notebook/prepare_notebook.ts";
export { type ProgressState, progressText } from "./lib/notebook/progress_text.ts";
export {
  reportUnhandledErrors,
  type ReportUnhandledErrorsOptions,
} from "./lib/notebook/report_unhandled_errors.ts";
export {
  type UninstalledKernelSpec,
  uninstallKernelSpec,
} from "./lib/notebook/uninstall_kernel_spec.ts";
export {
  checkVision,
  type CheckVisionOptions,
  type VisionCheck,
  type VisionTest,
} from "./lib/models/check_vision.ts";
export {
  serveSglang,
  type ServeSglangOptions,
  type SglangServer,
} from "./lib/models/serve_sglang.ts";
export { ServerStartError } from "./lib/models/server_start_error.ts";
export { isRecord } from "./lib/parse/is_record.ts";
export { PYTHON_WORD, pythonPattern } from "./lib/parse/python_pattern.ts";
export { pythonTruth } from "./lib/parse/python_truth.ts";
export { extractOfficialLetter } from "./lib/graders/extract_official_letter.ts";
export { type OfficialRule, readOfficialLetter } from "./lib/graders/read_official_letter.ts";
export {
  extractStrictLetter,
  type StrictLetterOptions,
  type StrictRule,
} from "./lib/graders/extract_strict_letter.ts";
export { isRefusal } from "./lib/graders/is_refusal.ts";
export type { LetterReading } from "./lib/graders/letter_reading.ts";
export { liveclin } from "./lib/benchmarks/liveclin/liveclin.ts";
export type * from "./lib/benchmarks/liveclin/liveclin_types.ts";
export {
  type CleanModalities,
  liveclinCleanModalities,
} from "./lib/benchmarks/liveclin/liveclin_clean_modalities.ts";
export {
  type AttachmentKind,
  LIVECLIN_MODALITIES,
  liveclinModalities,
} from "./lib/benchmarks/liveclin/liveclin_modalities.ts";
export { liveclinOfficialSummary } from "./lib/benchmarks/liveclin/liveclin_official_summary.ts";
export { LIVECLIN_STAGES, liveclinStage } from "./lib/benchmarks/liveclin/liveclin_stage.ts";
export { benchmarks } from "./lib/benchmarks/list.ts";
export {
  BENCHMARK_NAMES,
  type BenchmarkOptions,
  openBenchmark,
} from "./lib/benchmarks/open_benchmark.ts";
export {
  type FixedEffectsOls,
  fixedEffectsOls,
  type FixedEffectsOlsOptions,
  type FixedEffectsRow,
} from "./lib/stats/regression/fixed_effects_ols.ts";
export {
  type ClusteredGap,
  clusteredGap,
  type ClusteredGapOptions,
  type DatedScore,
} from "./lib/stats/time/clustered_gap.ts";
export {
  type ContaminationDiD,
  contaminationDiD,
  type ContaminationDiDOptions,
  type EventStudyRow,
} from "./lib/stats/time/contamination_did.ts";
export { lowess, type LowessOptions } from "./lib/stats/time/lowess.ts";
export {
  type MannKendall,
  mannKendall,
  type MannKendallOptions,
} from "./lib/stats/time/mann_kendall.ts";
export { monthIndex } from "./lib/stats/time/month_index.ts";
export { monthly, type MonthlyOptions, type MonthlyRow } from "./lib/stats/time/monthly.ts";
export {
  type PlaceboCutoffRow,
  type PlaceboCutoffs,
  placeboCutoffs,
  type PlaceboCutoffsOptions,
} from "./lib/stats/time/placebo_cutoffs.ts";
export {
  type PreFromWhole,
  preFromWhole,
  type PreFromWholeOptions,
} from "./lib/stats/time/pre_from_whole.ts";
export {
  type PrePostGap,
  prePostGap,
  type PrePostGapOptions,
} from "./lib/stats/time/pre_post_gap.ts";
export {
  type PrePostPermutation,
  prePostPermutation,
  type PrePostPermutationOptions,
} from "./lib/stats/time/pre_post_permutation.ts";
export {
  type SegmentedRegression,
  segmentedRegression,
  type SegmentedRegressionOptions,
  type SegmentedRow,
} from "./lib/stats/time/segmented_regression.ts";
export {
  type GapStratum,
  type StratifiedGap,
  stratifiedGap,
  type StratifiedGapOptions,
} from "./lib/stats/time/stratified_gap.ts";
export {
  type WelchDifference,
  welchDifference,
  type WelchDifferenceOptions,
} from "./lib/stats/time/welch_difference.ts";
export { costPerCorrect, type CostPerCorrectOptions } from "./lib/stats/cost/cost_per_correct.ts";
export {
  type RatioOfTotals,
  ratioOfTotals,
  type RatioOfTotalsOptions,
} from "./lib/stats/cost/ratio_of_totals.ts";
export {
  type AgreementBinary,
  agreementBinary,
  type AgreementBinaryOptions,
} from "./lib/stats/judges/agreement_binary.ts";
export {
  type AgreementOrdinal,
  agreementOrdinal,
  type AgreementOrdinalOptions,
} from "./lib/stats/judges/agreement_ordinal.ts";
export {
  type AltTest,
  altTest,
  type AltTestOptions,
  type AltTestRow,
} from "./lib/stats/judges/alt_test.ts";
export {
  type AgreementCells,
  type AgreementMeasure,
  type ClusteredAgreement,
  clusteredAgreement,
  type ClusteredAgreementOptions,
  type MeasuredAgreement,
} from "./lib/stats/judges/clustered_agreement.ts";
export { type FleissKappa, fleissKappa } from "./lib/stats/judges/fleiss_kappa.ts";
export { type Icc, icc } from "./lib/stats/judges/icc.ts";
export {
  type KrippendorffAlpha,
  krippendorffAlpha,
  type KrippendorffOptions,
} from "./lib/stats/judges/krippendorff_alpha.ts";
export { type PearsonCI, pearsonCI, type PearsonCIOptions } from "./lib/stats/judges/pearson_ci.ts";
export { type TwoWayAnova, twoWayAnova } from "./lib/stats/judges/two_way_anova.ts";
export {
  type PanelReliability,
  type VarianceComponents,
  varianceComponents,
  type VarianceComponentsOptions,
} from "./lib/stats/judges/variance_components.ts";
export {
  type ChanceCorrected,
  chanceCorrected,
  type ChanceCorrectedOptions,
} from "./lib/stats/shortcuts/chance_corrected.ts";
export {
  type KeyPositionOptions,
  type KeyPositionTest,
  keyPositionTest,
} from "./lib/stats/shortcuts/key_position_test.ts";
export {
  type PoissonBinomialOptions,
  type PoissonBinomialTest,
  poissonBinomialTest,
} from "./lib/stats/shortcuts/poisson_binomial_test.ts";
export {
  retentionRatio,
  type RetentionRatioOptions,
} from "./lib/stats/shortcuts/retention_ratio.ts";
export {
  type AcceptabilityCurve,
  acceptabilityCurve,
  type AcceptabilityCurveOptions,
} from "./lib/stats/cost/acceptability_curve.ts";
export {
  frontierProbability,
  type FrontierProbabilityOptions,
} from "./lib/stats/cost/frontier_probability.ts";
export {
  type LatencyQuantile,
  type LatencyQuantiles,
  latencyQuantiles,
  type LatencyQuantilesOptions,
} from "./lib/stats/cost/latency_quantiles.ts";
export {
  type CostScore,
  type ParetoFrontier,
  paretoFrontier,
} from "./lib/stats/cost/pareto_frontier.ts";
export { type BoundsCI, boundsCI, type BoundsCIOptions } from "./lib/stats/errors/bounds_ci.ts";
export {
  type ErrorPolicies,
  errorPolicies,
  type ErrorPoliciesOptions,
  type PolicyRates,
} from "./lib/stats/errors/error_policies.ts";
export {
  type ErrorSimilarity,
  errorSimilarity,
  type ErrorSimilarityOptions,
} from "./lib/stats/errors/error_similarity.ts";
export {
  type OptionConfusion,
  optionConfusion,
  type TableTest,
} from "./lib/stats/errors/option_confusion.ts";
export { type SisonGlaz, sisonGlaz, type SisonGlazOptions } from "./lib/stats/errors/sison_glaz.ts";
export {
  type TaxonomyShare,
  type TaxonomyShares,
  taxonomyShares,
  type TaxonomySharesOptions,
} from "./lib/stats/errors/taxonomy_shares.ts";
export {
  type VerifiedLabel,
  type VerifiedTaxonomy,
  verifiedTaxonomy,
  type VerifiedTaxonomyOptions,
} from "./lib/stats/errors/verified_taxonomy.ts";
export {
  type EstimateFields,
  type EstimateRow,
  estimateRow,
  type EstimateRowOptions,
} from "./lib/stats/estimate_row.ts";
export {
  type Calibration,
  calibration,
  type CalibrationOptions,
} from "./lib/stats/judges/calibration.ts";
export {
  type CalibrationAllocation,
  calibrationAllocation,
  type CalibrationAllocationOptions,
} from "./lib/stats/judges/calibration_allocation.ts";
export {
  type CalibrationSlope,
  calibrationSlope,
  type CalibrationSlopeOptions,
} from "./lib/stats/judges/calibration_slope.ts";
export {
  type DawidSkene,
  dawidSkene,
  type DawidSkeneOptions,
} from "./lib/stats/judges/dawid_skene.ts";
export { isotonic } from "./lib/stats/judges/isotonic.ts";
export {
  type JudgeCorrectedRate,
  judgeCorrectedRate,
  type JudgeCorrectedRateOptions,
} from "./lib/stats/judges/judge_corrected_rate.ts";
export {
  type JudgedRank,
  type JudgedRanks,
  judgedRanks,
  type JudgedRanksOptions,
} from "./lib/stats/judges/judged_ranks.ts";
export type * from "./lib/stats/judges/judged_criterion.ts";
export {
  type JudgeNoise,
  judgeNoise,
  type JudgeNoiseOptions,
} from "./lib/stats/judges/judge_noise.ts";
export {
  type PositionBias,
  positionBias,
  type PositionBiasOptions,
} from "./lib/stats/judges/position_bias.ts";
export {
  type MeanWithError,
  type PpiMean,
  ppiMean,
  type PpiMeanOptions,
} from "./lib/stats/judges/ppi_mean.ts";
export {
  type RiskCoverage,
  riskCoverage,
  type RiskCoverageOptions,
} from "./lib/stats/judges/risk_coverage.ts";
export {
  type SelfPreference,
  selfPreference,
  type SelfPreferenceOptions,
} from "./lib/stats/judges/self_preference.ts";
export {
  type VerbosityBias,
  verbosityBias,
  type VerbosityBiasOptions,
} from "./lib/stats/judges/verbosity_bias.ts";
export {
  type RubricCase,
  rubricScore,
  type RubricScoreOptions,
  type RubricScoreRow,
  type RubricScores,
} from "./lib/stats/rubric/rubric_score.ts";
export {
  type AsymptoticCS,
  asymptoticCS,
  type AsymptoticCSOptions,
} from "./lib/stats/sequential/asymptotic_cs.ts";
export { buildFrame } from "./lib/frames/build_frame.ts";
export { readFrame, type ReadFrameOptions } from "./lib/frames/read_frame.ts";
export { type SavedFrame, saveFrame } from "./lib/frames/save_frame.ts";
export { rowsFrame, type RowsFrameOptions } from "./lib/frames/rows_frame.ts";
export type * from "./lib/frames/column.ts";
export type * from "./lib/frames/frame.ts";
export { frameSchema } from "./lib/frames/frame_schema.ts";
export { casesFrame } from "./lib/frames/cases_frame.ts";
export { criteriaFrame } from "./lib/frames/criteria_frame.ts";
export { isSimulated } from "./lib/frames/is_simulated.ts";
export {
  labelsFrame,
  type LabelsFrameOptions,
  type LabelSource,
} from "./lib/frames/labels_frame.ts";
export { questionsFrame, type QuestionsFrameOptions } from "./lib/frames/questions_frame.ts";
export { runsFrame } from "./lib/frames/runs_frame.ts";
export { verdictsFrame } from "./lib/frames/verdicts_frame.ts";
export { parseRatings, type ParseRatingsOptions } from "./lib/frames/parse_ratings.ts";
export type * from "./lib/frames/human_rating.ts";
export { ratingSheet, type RatingSheetOptions } from "./lib/frames/rating_sheet.ts";
export { ratingsFrame } from "./lib/frames/ratings_frame.ts";
export { errorSheet, type ErrorSheetOptions } from "./lib/frames/error_sheet.ts";
export type * from "./lib/frames/error_tag.ts";
export { errorTagsFrame } from "./lib/frames/error_tags_frame.ts";
export { ERROR_TAGS_SCHEMA, parseErrorTags } from "./lib/frames/parse_error_tags.ts";
export { requestsFrame } from "./lib/frames/requests_frame.ts";
export { showFrame, type ShowFrameOptions, type ShownFrame } from "./lib/frames/show_frame.ts";
export { type AccuracyOptions, accuracyRows } from "./lib/tables/accuracy_rows.ts";
export { accuracyTable } from "./lib/tables/accuracy_table.ts";
export type * from "./lib/tables/accuracy_row.ts";
export type * from "./lib/tables/compare_row.ts";
export { type CompareOptions, compareRows } from "./lib/tables/compare_rows.ts";
export { compareRuns } from "./lib/tables/compare_runs.ts";
export { type FlipCase } from "./lib/tables/flip_case.ts";
export { flips, type FlipsOptions } from "./lib/tables/flips.ts";
export { leaderboard } from "./lib/tables/leaderboard.ts";
export type * from "./lib/tables/leaderboard_row.ts";
export { type LeaderboardOptions, leaderboardRows } from "./lib/tables/leaderboard_rows.ts";
export { tableToLatex, type TableToLatexOptions } from "./lib/tables/table_to_latex.ts";
export {
  type BaselineRow,
  baselineRows,
  type BaselineRowsOptions,
} from "./lib/tables/baseline_rows.ts";
export {
  type ImageFlipRow,
  imageFlipRows,
  type ImageFlipRowsOptions,
} from "./lib/tables/image_flip_rows.ts";
export { type LetterRow, letterRows, type LetterRowsOptions } from "./lib/tables/letter_rows.ts";
export {
  type ShortcutRow,
  shortcutRows,
  type ShortcutRowsOptions,
} from "./lib/tables/shortcut_rows.ts";
export { flipPlot, type FlipPlotOptions } from "./lib/plots/flip_plot.ts";
export { shortcutPlot, type ShortcutPlotOptions } from "./lib/plots/shortcut_plot.ts";
export { cutoffGap, type CutoffGapOptions, type CutoffGapRow } from "./lib/tables/cutoff_gap.ts";
export type * from "./lib/tables/dated_options.ts";
export {
  type EventStudyOptions,
  eventStudyRows,
  type EventStudyTableRow,
} from "./lib/tables/event_study_rows.ts";
export { type MonthlyScoreRow, monthlyScores } from "./lib/tables/monthly_scores.ts";
export {
  type PlaceboRow,
  placeboRows,
  type PlaceboRowsOptions,
} from "./lib/tables/placebo_rows.ts";
export {
  type FixedEffectsEstimate,
  twoWayFixedEffects,
} from "./lib/tables/two_way_fixed_effects.ts";
export { driftPlot, type DriftPlotOptions } from "./lib/plots/drift_plot.ts";
export {
  type ReleaseRow,
  releaseRows,
  type ReleaseRowsOptions,
} from "./lib/tables/release_rows.ts";
export {
  type PublishedRow,
  publishedRows,
  type PublishedRowsOptions,
} from "./lib/tables/published_rows.ts";
export { eventStudyPlot, type EventStudyPlotOptions } from "./lib/plots/event_study_plot.ts";
export { placeboPlot, type PlaceboPlotOptions } from "./lib/plots/placebo_plot.ts";
export { type PowerRow, powerRows, type PowerRowsOptions } from "./lib/tables/power_rows.ts";
export { powerPlot, type PowerPlotOptions } from "./lib/plots/power_plot.ts";
export { type ItemRow, itemRows, type ItemRowsOptions } from "./lib/tables/item_rows.ts";
export {
  type SuspectKeyRow,
  suspectKeyRows,
  type SuspectKeyRowsOptions,
} from "./lib/tables/suspect_key_rows.ts";
export { itemMapPlot, type ItemMapPlotOptions } from "./lib/plots/item_map_plot.ts";
export {
  type SpecificationRow,
  specificationRows,
  type SpecificationRowsOptions,
} from "./lib/tables/specification_rows.ts";
export {
  specificationPlot,
  type SpecificationPlotOptions,
} from "./lib/plots/specification_plot.ts";
export {
  type LintDone,
  type LintMaterial,
  type LintRow,
  lintTables,
} from "./lib/tables/lint_tables.ts";
export { type MethodTable, tableMethods } from "./lib/tables/table_methods.ts";
export type * from "./lib/tables/checklist_row.ts";
export {
  reportingChecklist,
  type ReportingChecklistOptions,
} from "./lib/tables/reporting_checklist.ts";
export {
  checklistToMarkdown,
  type ChecklistToMarkdownOptions,
} from "./lib/tables/checklist_to_markdown.ts";
export {
  type VisionNeededRow,
  visionNeededRows,
  type VisionNeededRowsOptions,
} from "./lib/tables/vision_needed_rows.ts";
export { type CostRow, costRows, type CostRowsOptions } from "./lib/tables/cost_rows.ts";
export { type HazardRow, hazardRows } from "./lib/tables/hazard_rows.ts";
export { type QuestionCaseRow, questionCaseRows } from "./lib/tables/question_case_rows.ts";
export { type FirstErrorRow, firstErrorRows } from "./lib/tables/first_error_rows.ts";
export { adjustedEffects, type AdjustedEffectsOptions } from "./lib/tables/adjusted_effects.ts";
export type * from "./lib/tables/effect_row.ts";
export { modalityEffects, type ModalityEffectsOptions } from "./lib/tables/modality_effects.ts";
export {
  type StandardisedLevel,
  standardiseLevels,
  type StandardiseLevelsOptions,
} from "./lib/stats/regression/standardise_levels.ts";
export {
  type IntersectionRow,
  modalityIntersections,
  type ModalityIntersectionsOptions,
} from "./lib/tables/modality_intersections.ts";
export {
  type CohesionRow,
  cohesionRows,
  type CohesionRowsOptions,
} from "./lib/tables/cohesion_rows.ts";
export { type HeterogeneityOptions, heterogeneityTable } from "./lib/tables/heterogeneity_table.ts";
export { shrunkenTable } from "./lib/tables/shrunken_table.ts";
export { type InteractionOptions, interactionTable } from "./lib/tables/interaction_table.ts";
export { type SurvivalRow, survivalRows } from "./lib/tables/survival_rows.ts";
export { outcomesTable, type OutcomesTableOptions } from "./lib/tables/outcomes_table.ts";
export { summaryTable } from "./lib/tables/summary_table.ts";
export { tableToCsv, type TableToCsvOptions } from "./lib/tables/table_to_csv.ts";
export { tableToMarkdown, type TableToMarkdownOptions } from "./lib/tables/table_to_markdown.ts";
export {
  acceptabilityTable,
  type AcceptabilityTableOptions,
} from "./lib/tables/acceptability_table.ts";
export { agreementLadder, type AgreementLadderOptions } from "./lib/tables/agreement_ladder.ts";
export { agreementTable, type AgreementTableOptions } from "./lib/tables/agreement_table.ts";
export { altTestTable, type AltTestTableOptions } from "./lib/tables/alt_test_table.ts";
export { calibrationTable, type CalibrationTableOptions } from "./lib/tables/calibration_table.ts";
export { judgeConfidence } from "./lib/tables/judge_confidence.ts";
export { selfConsistency } from "./lib/tables/self_consistency.ts";
export { correctedScores, type CorrectedScoresOptions } from "./lib/tables/corrected_scores.ts";
export { errorTypesTable, type ErrorTypesTableOptions } from "./lib/tables/error_types_table.ts";
export { judgedRanking, type JudgedRankingOptions } from "./lib/tables/judged_ranking.ts";
export { judgeNoiseTable, type JudgeNoiseTableOptions } from "./lib/tables/judge_noise_table.ts";
export {
  errorSimilarityTable,
  type ErrorSimilarityTableOptions,
} from "./lib/tables/error_similarity_table.ts";
export { judgeBiasTable, type JudgeBiasTableOptions } from "./lib/tables/judge_bias_table.ts";
export { rankingMethods, type RankingMethodsOptions } from "./lib/tables/ranking_methods.ts";
export { repeatsTable, type RepeatsTableOptions } from "./lib/tables/repeats_table.ts";
export { rubricVariants } from "./lib/tables/rubric_variants.ts";
export { stampPlan, type StampPlanOptions } from "./lib/tables/stamp_plan.ts";
export { judgedAnswers } from "./lib/tables/judged_answers.ts";
export { accuracyPlot, type AccuracyPlotOptions } from "./lib/plots/accuracy_plot.ts";
export type * from "./lib/plots/figure.ts";
export { type FigureBundle, figureBundle } from "./lib/plots/figure_bundle.ts";
export { figurePng, type FigurePngOptions } from "./lib/plots/figure_png.ts";
export { saveFigure } from "./lib/plots/save_figure.ts";
export { toVegaLite } from "./lib/plots/to_vega_lite.ts";
export { readModelFacts } from "./lib/datasets/read_model_facts.ts";
export { readPublishedScores } from "./lib/datasets/read_published_scores.ts";
export { withModelFacts } from "./lib/plots/with_model_facts.ts";
export { costPlot, type CostPlotOptions } from "./lib/plots/cost_plot.ts";
export { familyPlot, type FamilyPlotOptions } from "./lib/plots/family_plot.ts";
export { pairwisePlot, type PairwisePlotOptions } from "./lib/plots/pairwise_plot.ts";
export { parametersPlot, type ParametersPlotOptions } from "./lib/plots/parameters_plot.ts";
export { forestPlot, type ForestPlotOptions } from "./lib/plots/forest_plot.ts";
export { questionCasePlot, type QuestionCasePlotOptions } from "./lib/plots/question_case_plot.ts";
export { firstErrorPlot, type FirstErrorPlotOptions } from "./lib/plots/first_error_plot.ts";
export { effectsPlot, type EffectsPlotOptions } from "./lib/plots/effects_plot.ts";
export { upsetPlot, type UpsetPlotOptions } from "./lib/plots/upset_plot.ts";
export { cohesionPlot, type CohesionPlotOptions } from "./lib/plots/cohesion_plot.ts";
export { panelsPlot, type PanelsPlotOptions } from "./lib/plots/panels_plot.ts";
export { hazardPlot, type HazardPlotOptions } from "./lib/plots/hazard_plot.ts";
export { heatmapPlot, type HeatmapPlotOptions } from "./lib/plots/heatmap_plot.ts";
export {
  acceptabilityPlot,
  type AcceptabilityPlotOptions,
} from "./lib/plots/acceptability_plot.ts";
export { calibrationPlot, type CalibrationPlotOptions } from "./lib/plots/calibration_plot.ts";
export { riskCoveragePlot, type RiskCoveragePlotOptions } from "./lib/plots/risk_coverage_plot.ts";
export { errorTypesPlot, type ErrorTypesPlotOptions } from "./lib/plots/error_types_plot.ts";
export { judgePlot, type JudgePlotOptions } from "./lib/plots/judge_plot.ts";
export { ladderPlot, type LadderPlotOptions } from "./lib/plots/ladder_plot.ts";
export { leaderboardPlot, type LeaderboardPlotOptions } from "./lib/plots/leaderboard_plot.ts";
export { monthlyPlot, type MonthlyPlotOptions } from "./lib/plots/monthly_plot.ts";
export { slopePlot, type SlopePlotOptions } from "./lib/plots/slope_plot.ts";
export { outcomePlot, type OutcomePlotOptions } from "./lib/plots/outcome_plot.ts";
export { survivalPlot, type SurvivalPlotOptions } from "./lib/plots/survival_plot.ts";
export {
  type Conversation,
  type ConversationTurn,
  readConversation,
  type ReadConversationOptions,
} from "./lib/run/read_conversation.ts";
export { readPartialRun, type ReadPartialRunOptions } from "./lib/run/read_partial_run.ts";
export { escapeHtml } from "./lib/report/escape_html.ts";
export {
  showConversation,
  type ShowConversationInput,
  type ShowConversationOptions,
  type ShownTurn,
} from "./lib/report/show_conversation.ts";
export type { Shown } from "./lib/report/shown.ts";
export { renderSpend } from "./lib/report/render_spend.ts";
export { callHint, type CallHintOptions } from "./lib/run/call_hint.ts";
export { type ComparisonRows, renderComparison } from "./lib/report/render_comparison.ts";
export { showRuns } from "./lib/report/show_runs.ts";
export { NO_USAGE } from "./lib/results/turn_to_record.ts";
export { type Limit, limit, type LimitOptions, type LimitSettings } from "./lib/async/limit.ts";
export { limitedModel } from "./lib/models/limited_model.ts";
export {
  HOLISTIC_PARAMETERS,
  HOLISTIC_PROMPT,
  type HolisticJudge,
  holisticJudge,
  type HolisticJudgeOptions,
  type Rating,
} from "./lib/graders/holistic_judge.ts";
export { JUDGE_PROMPT, judgePrompt, type PromptData } from "./lib/graders/judge_prompt.ts";
export { type JudgeRepeats, judgeRepeats } from "./lib/graders/judge_repeats.ts";
export {
  type JudgeQuestion,
  judgeSample,
  type JudgeSampleOptions,
} from "./lib/graders/judge_sample.ts";
export { judgeWarnings } from "./lib/graders/judge_warnings.ts";
export { panelJudge } from "./lib/graders/panel_judge.ts";
export { type ParsedVerdict, parseVerdict } from "./lib/graders/parse_verdict.ts";
export { rememberingJudge, type VerdictStore } from "./lib/graders/remembering_judge.ts";
export { repeatingJudge, type RepeatingJudgeOptions } from "./lib/graders/repeating_judge.ts";
export {
  JUDGE_PARAMETERS,
  rubricJudge,
  type RubricJudgeOptions,
} from "./lib/graders/rubric_judge.ts";
export {
  openVerdicts,
  type OpenVerdictsOptions,
  type VerdictFile,
  VERDICTS_SCHEMA,
} from "./lib/results/open_verdicts.ts";
export { livemedbench } from "./lib/benchmarks/livemedbench/livemedbench.ts";
export { livemedbenchAnswerFile } from "./lib/benchmarks/livemedbench/livemedbench_answer_file.ts";
export {
  type LivemedbenchAnswers,
  livemedbenchAnswers,
  type LivemedbenchAnswersOptions,
} from "./lib/benchmarks/livemedbench/livemedbench_answers.ts";
export { livemedbenchEvaluationFile } from "./lib/benchmarks/livemedbench/livemedbench_evaluation_file.ts";
export {
  LIVEMEDBENCH_AXES,
  LIVEMEDBENCH_SPECIALTIES,
  LIVEMEDBENCH_THEMES,
  type LivemedbenchLabels,
} from "./lib/benchmarks/livemedbench/livemedbench_label_names.ts";
export {
  LIVEMEDBENCH_ERROR_TYPES,
  type LivemedbenchErrorType,
} from "./lib/benchmarks/livemedbench/livemedbench_error_names.ts";
export {
  ERROR_TYPE_PARAMETERS,
  ERROR_TYPE_PROMPT_SHA256,
  livemedbenchErrorType,
  type TypedError,
} from "./lib/benchmarks/livemedbench/livemedbench_error_type.ts";
export {
  LABEL_PARAMETERS,
  LABEL_PROMPT_SHA256,
  type LabelledCase,
  livemedbenchLabels,
} from "./lib/benchmarks/livemedbench/livemedbench_labels.ts";
export {
  type LivemedbenchMetrics,
  livemedbenchMetrics,
  type LivemedbenchMetricsOptions,
} from "./lib/benchmarks/livemedbench/livemedbench_metrics.ts";
export { livemedbenchMonth } from "./lib/benchmarks/livemedbench/livemedbench_month.ts";
export { livemedbenchOfficialSummary } from "./lib/benchmarks/livemedbench/livemedbench_official_summary.ts";
export {
  type LivemedbenchResults,
  livemedbenchResults,
  type LivemedbenchResultsOptions,
} from "./lib/benchmarks/livemedbench/livemedbench_results.ts";
export type * from "./lib/benchmarks/livemedbench/livemedbench_types.ts";
export {
  compareReference,
  type CompareReferenceOptions,
} from "./lib/stats/references/compare_reference.ts";
export { type ReferenceCase, runReference } from "./lib/stats/references/run_reference.ts";
export type { ReferenceFixtures } from "./lib/stats/references/reference_inputs.ts";
export {
  type CoverageCell,
  coverageCell,
  type CoverageCellOptions,
} from "./lib/stats/simulation/coverage_cell.ts";
export { lint, type LintFinding, type LintInput } from "./lib/stats/report/lint.ts";
export {
  methodsText,
  type MethodsTextOptions,
  type MethodUse,
} from "./lib/stats/report/methods_text.ts";
export {
  type SecondOpinion,
  secondOpinion,
  type SecondOpinionOptions,
  type SecondOpinionQuestion,
  type SecondOpinionRow,
} from "./lib/stats/report/second_opinion.ts";
export type * from "./lib/stats/report/analysis_plan.ts";
export { parseAnalysisPlan } from "./lib/stats/report/parse_analysis_plan.ts";
export { resultSentence, type ResultSentenceOptions } from "./lib/stats/report/result_sentence.ts";
export { optionFeatures, type OptionItem } from "./lib/stats/shortcuts/option_features.ts";
export {
  type StressTest,
  stressTest,
  type StressTestOptions,
} from "./lib/stats/shortcuts/stress_test.ts";
export { type CaseScore, caseScore } from "./lib/graders/case_score.ts";

export { adaptiveLimiter } from "./lib/async/adaptive_limiter.ts";
export {
  type ByteBudget,
  byteBudget,
  type ByteBudgetRecord,
  type ByteBudgetSettings,
} from "./lib/async/byte_budget.ts";
export { bytesInFlight, type BytesInFlightOptions } from "./lib/models/bytes_in_flight.ts";
export {
  type EncodedImages,
  encodedImages,
  type EncodedImagesOptions,
} from "./lib/models/encoded_images.ts";
export { sharedImages } from "./lib/models/shared_images.ts";
export { isDelivered } from "./lib/parse/is_delivered.ts";
export { type Budget, budget, type BudgetLimits } from "./lib/async/budget.ts";
export type { Reservation, ReserveOptions, Spending } from "./lib/async/budget.ts";
export { BudgetError } from "./lib/async/budget_error.ts";
export type * from "./lib/async/limiter_types.ts";
export { LongPauseError } from "./lib/async/long_pause_error.ts";
export { budgetedModel, type BudgetedModelOptions } from "./lib/models/budgeted_model.ts";
export {
  circuitBreaker,
  type CircuitBreakerOptions,
  type ShortRequestOptions,
} from "./lib/models/circuit_breaker.ts";
export { type CostMeter, costMeter } from "./lib/models/cost_meter.ts";
export { costOf } from "./lib/models/cost_of.ts";
export { defaultPrices } from "./lib/models/default_prices.ts";
export { parsePrices } from "./lib/models/parse_prices.ts";
export { priceOf } from "./lib/models/price_of.ts";
export type { Price } from "./lib/models/price_types.ts";
export { readRateLimits } from "./lib/models/read_rate_limits.ts";
export { sharedLimiter, type SharedLimiterOptions } from "./lib/models/shared_limiter.ts";
export { type OriginLimiterRecord, watchLimiters } from "./lib/models/watch_limiters.ts";
export { estimateTokens, type TokenEstimate } from "./lib/parse/estimate_tokens.ts";
export {
  type ForecastQuantity,
  type JudgeForecast,
  type PilotForecast,
  pilotForecast,
  type PilotForecastOptions,
} from "./lib/report/pilot_forecast.ts";
export { renderPilot } from "./lib/report/render_pilot.ts";
export { type BadRequestWatch, badRequestWatch } from "./lib/run/bad_request_watch.ts";
export { replayedSpending, type ReplayedSpendingOptions } from "./lib/run/replayed_spending.ts";
export {
  type PredictedTotal,
  predictTotal,
  type PredictTotalOptions,
} from "./lib/stats/cost/predict_total.ts";
export { isFinalTurn } from "./lib/results/is_final_turn.ts";
