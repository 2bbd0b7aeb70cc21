// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.simulator;

import tools.jackson.databind.json.JsonMapper;

/**
 * What simulated X charges, in thousandths of a dollar, by the price list of 2026-04-20; what it
 * refuses is free.
 */
final class XTill {

  private static final int POST = 15;
  private static final int POST_WITH_LINK = 200;
  private static final int DESCRIPTION = 5;
  private static final int OWN_POST_READ = 1;
  private static final int USER_READ = 10;
  private static final int DELETION = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private long credits = Long.MAX_VALUE;
  private long spent;
  private boolean speaksOfPayment;

  /** Leaves so much; a refusal then takes the older or the newer form. */
  void fund(long thousandths, boolean newerForm) {
    this.credits = thousandths;
    this.speaksOfPayment = newerForm;
  }

  long spent() {
    return this.spent;
  }

  /** Whether the credits are too few for the least that a call may cost. */
  boolean isShortOf(XEndpoint endpoint, SimulatorRequest request) {
    return this.credits < leastPrice(endpoint, request);
  }

  private static int leastPrice(XEndpoint endpoint, SimulatorRequest request) {
    return switch (endpoint) {
      case CREATE ->
          XPostRules.hasLink(request.json().path("text").asString("")) ? POST_WITH_LINK : POST;
      case DESCRIBE -> DESCRIPTION;
      case LOOK_UP, LOOK_UP_SEVERAL, TIMELINE -> OWN_POST_READ;
      case ME -> USER_READ;
      case DELETE -> DELETION;
      case UPLOAD, WHOLE_UPLOAD, UPLOAD_STATUS -> 0;
    };
  }

  SimulatorReply refusal() {
    return this.speaksOfPayment ? XReplies.paymentRequired() : XReplies.creditsDepleted();
  }

  /** Charges for an answer. */
  void charge(XEndpoint endpoint, SimulatorRequest request, SimulatorReply reply) {
    if (reply.status() / 100 == 2) {
      int price =
          switch (endpoint) {
            case LOOK_UP, LOOK_UP_SEVERAL, TIMELINE -> OWN_POST_READ * postsIn(reply);
            case CREATE, DESCRIBE, ME, DELETE, UPLOAD, WHOLE_UPLOAD, UPLOAD_STATUS ->
                leastPrice(endpoint, request);
          };
      this.spent += price;
      this.credits -= price;
    }
  }

  private static int postsIn(SimulatorReply reply) {
    var data = JSON.readTree(reply.body()).path("data");
    return data.isArray() ? data.size() : data.isObject() ? 1 : 0;
  }
}
