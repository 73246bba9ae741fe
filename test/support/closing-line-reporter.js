/** Ends the run with the one plain line that scripts read: `N passed, N failed`. */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    // Jest's own summary comes after all reporters: this comes after that.
    process.once('exit', () =>
      process.stdout.write(`\n${numPassedTests} passed, ${failed} failed\n`),
    );
  }
};
