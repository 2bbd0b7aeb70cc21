// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

/**
 * What came back of an issue, each copy counted once for each kind.
 *
 * @param hard readers who are not there
 * @param soft mailboxes that were full or could not be reached, and refusals without a reason
 * @param policy copies refused for policy, reputation or content: the sender's fault
 * @param complaints readers who called it spam
 * @param unsubscribed readers who unsubscribed by mail
 */
public record ReturnCounts(int hard, int soft, int policy, int complaints, int unsubscribed) {

  /** All copies that did not reach their readers. */
  public int bounces() {
    return this.hard + this.soft + this.policy;
  }
}
