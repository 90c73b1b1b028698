package dev.chainrule.autograd.check;

import dev.chainrule.autograd.check.GradCheckReport.Verdict;

/**
 * What was found out about one derivative.
 *
 * @param numeric the derivative by differences
 * @param error by how much that may be wrong
 * @param tolerance by how much rule and differences may differ
 * @param evidence what was measured, in words; nothing if all is well
 */
record Finding(double numeric, double error, double tolerance, Verdict verdict, String evidence) {
  boolean passed() {
    return verdict == Verdict.PASSED;
  }

  Finding with(Verdict other, String otherEvidence) {
    return new Finding(numeric, error, tolerance, other, otherEvidence);
  }
}
