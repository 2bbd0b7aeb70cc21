// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel;

/** Why a publication did not happen: a closed set, since it labels metrics and decides alerts. */
public enum FailureReason {
  /** The credentials are missing, wrong, expired or revoked. */
  CREDENTIALS,
  /** The account may not do this: a missing right, an unaudited app, a lost role. */
  PERMISSION,
  /** The prepaid credits or the paid plan are used up. */
  CREDITS,
  /** The account is suspended, restricted or asked to prove itself. */
  ACCOUNT_RESTRICTED,
  /** The place to publish does not exist or was moved. */
  TARGET_GONE,
  /** Too many requests in a short time. */
  RATE_LIMITED,
  /** The day's or month's allowance is used up. */
  QUOTA,
  /** The platform can't be reached, or says that it can't serve now. */
  UNAVAILABLE,
  /** The platform has not finished what the next step needs, such as processing a film. */
  NOT_READY,
  /** The text breaks a rule of the platform. */
  CONTENT,
  /** A text is longer than the platform takes. */
  TOO_LONG,
  /** A picture or film is missing, unreachable or not what the platform takes. */
  MEDIA,
  /** The platform says that it holds this post already. */
  DUPLICATE,
  /** The platform took it and then refused it: moderation, copyright. */
  MODERATION,
  /** The platform's answer could not be understood, or ours was malformed: a defect to look at. */
  DEFECT
}
