// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

/**
 * What is wrong with one field of a submission.
 *
 * @param field its name, such as {@code pictures[0].address}
 * @param problem what is wrong
 * @param remedy what to send instead
 */
public record FieldProblem(String field, String problem, String remedy) {}
