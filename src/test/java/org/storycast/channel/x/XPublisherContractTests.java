// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.storycast.channel.Account;
import org.storycast.channel.DeliveryKey;
import org.storycast.channel.FailureReason;
import org.storycast.channel.HttpPublisherContract;
import org.storycast.channel.MutableClock;
import org.storycast.channel.Outcome;
import org.storycast.channel.Post;
import org.storycast.channel.PublisherFactory;
import org.storycast.simulator.HttpSimulator;
import org.storycast.simulator.SimulatorReply;
import org.storycast.simulator.XSimulator;

class XPublisherContractTests extends HttpPublisherContract {

  private static final String PROBLEMS = "https://api.twitter.com/2/problems/";

  private final SamplePictures files = new SamplePictures();

  /** The files of the posts' media. */
  final SamplePictures files() {
    return this.files;
  }

  @Override
  protected List<Form> forms() {
    Post post = aPost();
    DeliveryKey key = memory().attempt().key();
    return List.of(
        new Form("text", Map.of(), post),
        new Form(
            "thread",
            Map.of("thread", "3"),
            XFixtures.thread(key, "It had not rained for a year.", "The herds return."),
            3),
        new Form(
            "pictures",
            Map.of("form", "pictures"),
            XFixtures.with(
                post, List.of(this.files.picture(1, 400, "Rain"), this.files.picture(2, 90, "")))),
        new Form(
            "film",
            Map.of("form", "film"),
            XFixtures.with(post, List.of(this.files.film(XMedia.SEGMENT + 1)))));
  }

  @Override
  protected boolean showLate(Duration lag) {
    ((XSimulator) simulator()).showPostsAfter(lag);
    return true;
  }

  @Override
  protected HttpSimulator start(MutableClock clock) {
    return new DescribedX(clock);
  }

  @Override
  protected PublisherFactory factory(MutableClock clock) {
    return XFixtures.factory(clock, this.files);
  }

  @Override
  protected Account account(URI api) {
    return XFixtures.account(api);
  }

  @Override
  protected Post aPost() {
    return XFixtures.post(memory().attempt().key());
  }

  @Override
  protected Stream<Refusal> refusals() {
    return Stream.concat(
        Stream.concat(malformed(), forbidden()),
        Stream.concat(Stream.concat(closing(), forbidding()), passing()));
  }

  private static Stream<Refusal> malformed() {
    return Stream.of(
        rejected(
            "media not ready",
            invalid("media.media_ids", "Your media IDs are invalid."),
            FailureReason.MEDIA),
        rejected(
            "too many media",
            invalid(
                "$.media.media_ids",
                "$.media.media_ids: there must be a maximum of 4 items in the array"),
            FailureReason.DEFECT),
        rejected(
            "media of the wrong type",
            invalid("$.media", "$.media.media_ids: string found, array expected"),
            FailureReason.DEFECT));
  }

  private static Stream<Refusal> forbidden() {
    return Stream.of(
        rejected(
            "duplicate",
            refused("You are not allowed to create a Tweet with duplicate content."),
            FailureReason.DUPLICATE),
        content("You can only reply to or quote posts where you are mentioned or are the author."),
        content(
            "Reply to this conversation is not allowed because you have not been mentioned or"
                + " otherwise engaged by the author of the post you are replying to."),
        content("You attempted to reply to a Tweet that is deleted or not visible to you."),
        content("You are not permitted to perform this action."),
        content("Your post exceeds the maximum of one cashtag per post."),
        content("The Tweet contains an invalid URL."),
        rejected(
            "film too long",
            refused("This user is not allowed to post a video longer than 2 minutes"),
            FailureReason.MEDIA));
  }

  private static Stream<Refusal> closing() {
    return Stream.of(
        closed(
            "unauthorized",
            problem(401, "about:blank", "Unauthorized", "Unauthorized"),
            FailureReason.CREDENTIALS),
        closed(
            "credits",
            problem(
                402,
                PROBLEMS + "credits",
                "CreditsDepleted",
                "Your enrolled account [1] does not have any credits to fulfill this request."),
            FailureReason.CREDITS),
        closed(
            "credits, newer form",
            problem(
                402,
                "https://api.x.com/2/problems/credits-depleted",
                "Payment Required",
                "credits depleted"),
            FailureReason.CREDITS),
        closed(
            "not found",
            problem(404, PROBLEMS + "resource-not-found", "Not Found Error", "Not found"),
            FailureReason.TARGET_GONE),
        closed(
            "usage cap",
            problem(
                429,
                PROBLEMS + "usage-capped",
                "UsageCapExceeded",
                "Usage cap exceeded: Monthly product cap"),
            FailureReason.QUOTA));
  }

  private static Stream<Refusal> forbidding() {
    return Stream.of(
        closed(
            "not enrolled",
            problem(
                403,
                PROBLEMS + "client-forbidden",
                "Client Forbidden",
                "When authenticating requests, you must use keys and tokens from an App that is"
                    + " attached to a Project."),
            FailureReason.PERMISSION),
        closed(
            "read-only app",
            problem(
                403,
                PROBLEMS + "oauth1-permissions",
                "Forbidden",
                "Your client app is not configured with the appropriate oauth1 app permissions for"
                    + " this endpoint."),
            FailureReason.PERMISSION),
        closed(
            "app-only token",
            problem(
                403,
                PROBLEMS + "unsupported-authentication",
                "Unsupported Authentication",
                "Application-Only is forbidden for this endpoint."),
            FailureReason.PERMISSION),
        closed(
            "feature not permitted",
            refused("Your account is not permitted to access this feature."),
            FailureReason.PERMISSION),
        closed("bare forbidden", refused("Forbidden"), FailureReason.PERMISSION),
        closed(
            "suspended",
            refused("Your account is suspended and is not permitted to access" + " this feature."),
            FailureReason.ACCOUNT_RESTRICTED));
  }

  private static Stream<Refusal> passing() {
    SimulatorReply old =
        SimulatorReply.json(
            429, Map.of("errors", List.of(Map.of("code", 88, "message", "Rate limit exceeded"))));
    SimulatorReply day =
        problem(429, "about:blank", "Too Many Requests", "Too Many Requests")
            .with("x-user-limit-24hour-remaining", "0")
            .with("x-user-limit-24hour-reset", "1795262400");
    return Stream.of(
        later("too many, older form", old, FailureReason.RATE_LIMITED),
        later("too many in a day", day, FailureReason.QUOTA),
        later("page of the edge", SimulatorReply.html(403, "Attention"), FailureReason.UNAVAILABLE),
        later(
            "missing page of the edge",
            SimulatorReply.html(404, "Not here"),
            FailureReason.UNAVAILABLE),
        unclear("408", SimulatorReply.html(408, "Request time-out")),
        unclear("500", SimulatorReply.empty(500)),
        unclear("503", problem(503, "about:blank", "Service Unavailable", "Over capacity")),
        unclear("504", SimulatorReply.html(504, "Gateway time-out")),
        unclear(
            "success with errors only",
            SimulatorReply.json(201, Map.of("errors", List.of(Map.of("detail", "Timed out"))))),
        unclear(
            "success with a strange id",
            SimulatorReply.json(201, Map.of("data", Map.of("id", "abc", "text", "x")))));
  }

  private static Refusal content(String detail) {
    return rejected(detail, refused(detail), FailureReason.CONTENT);
  }

  private static Refusal rejected(String name, SimulatorReply reply, FailureReason reason) {
    return new Refusal(name, reply, Outcome.Rejected.class, reason);
  }

  private static Refusal closed(String name, SimulatorReply reply, FailureReason reason) {
    return new Refusal(name, reply, Outcome.ChannelClosed.class, reason);
  }

  private static Refusal later(String name, SimulatorReply reply, FailureReason reason) {
    return new Refusal(name, reply, Outcome.TryLater.class, reason);
  }

  private static Refusal unclear(String name, SimulatorReply reply) {
    return new Refusal(name, reply, Outcome.Unclear.class, (@Nullable FailureReason) null);
  }

  private static SimulatorReply refused(String detail) {
    return problem(403, "about:blank", "Forbidden", detail);
  }

  private static SimulatorReply problem(int status, String type, String title, String detail) {
    return SimulatorReply.json(
        status, Map.of("type", type, "title", title, "detail", detail, "status", status));
  }

  private static SimulatorReply invalid(String parameter, String message) {
    return SimulatorReply.json(
        400,
        Map.of(
            "errors",
            List.of(Map.of("parameters", Map.of(parameter, List.of("[1]")), "message", message)),
            "title",
            "Invalid Request",
            "detail",
            "One or more parameters to your request was invalid.",
            "type",
            PROBLEMS + "invalid-request"));
  }
}
