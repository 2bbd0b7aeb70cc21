// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.storycast.audience.Consent;
import org.storycast.audience.EmailAddress;
import org.storycast.audience.NewReader;
import org.storycast.audience.Reader;
import org.storycast.audience.Readers;
import org.storycast.mailing.LetterPress;
import org.storycast.running.Recording;
import org.storycast.running.RunningService;
import org.storycast.running.Submissions;
import org.storycast.simulator.ReceivedMail;

/**
 * The whole service mails an issue through a real Postfix into mailboxes, and programs that others
 * wrote judge what lies there. The keys are made with the commands that the page on e-mail shows.
 */
class RealMailServerTests {

  /**
   * SpamAssassin gives a point by this rule to whatever has an "e" of both alphabets, as a letter
   * in Kazakh of a sender with an English name does. It is the only rule whose point is not ours.
   */
  private static final String TWO_ALPHABETS = "MIXED_ES";

  private static final String DOMAIN = "mail.example";
  private static final List<String> NAMES =
      List.of("", "Anna Smith", "Анна Нұрлан", "O'Neil, \"Tip\"", "名前", "x".repeat(180));

  /** Mail programs that lack these show the same words and links in plainer clothes. */
  private static final Set<String> HARMLESS =
      Set.of(
          "@media",
          "<style> element",
          "<body> element",
          "border-radius",
          "overflow",
          "word-break",
          "display:none",
          "aria-label attribute",
          "role attribute");

  private static final Pattern FIRST_SIGNATURE =
      Pattern.compile("(?s)DKIM-Signature:.*?\\n(?=\\S)");

  @TempDir private static Path directory;
  private static Path postfix;
  private static ConfigurableApplicationContext service;
  private static MailJudges judges;
  private static List<Path> mails;

  @BeforeAll
  static void mailAnIssue() throws Exception {
    MailJudges.Verdict tools = MailJudges.install();
    assumeTrue(tools.code() == 0, tools.said());
    assumeTrue(
        MailJudges.run(List.of("id", "-u")).said().strip().equals("0"),
        "Postfix starts for root only");
    judges = new MailJudges(directory, keys());
    int port = startPostfix();
    service = start(port);
    RunningService running =
        new RunningService(service, new Recording(), new ConcurrentHashMap<>());
    Readers readers = service.getBean(Readers.class);
    for (int index = 0; index < NAMES.size(); index++) {
      readers.add(
          new NewReader(address(index), NAMES.get(index), "en", Set.of(), "en"),
          new Consent("form", ""));
    }
    Submissions.submit(running, "Rivers rise & <fall> in the north: “what” Алматы expects");
    mails =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(RealMailServerTests::delivered, it -> it.size() == NAMES.size());
  }

  @AfterAll
  static void stop() throws Exception {
    if (service != null) {
      service.close();
    }
    if (postfix != null) {
      MailJudges.run(List.of(MailJudges.script("postfix.sh"), "stop", postfix.toString()));
      MailJudges.run(List.of("rm", "-r", postfix.toString()));
    }
  }

  @Test
  void everyReaderHasTheIssueOnce() {
    List<String> recipients = new ArrayList<>();
    for (Path mail : mails) {
      ReceivedMail read = received(mail);
      byte[] recipient = read.header("Delivered-To").getBytes(StandardCharsets.ISO_8859_1);
      recipients.add(new String(recipient, StandardCharsets.UTF_8));
      assertThat(read.subject()).startsWith("Rivers rise & <fall> in the north: “what” Алматы");
      assertThat(read.body("text/plain")).contains("The river rose by a metre.");
    }
    assertThat(recipients)
        .containsExactlyInAnyOrderElementsOf(
            Stream.iterate(0, it -> it + 1)
                .limit(NAMES.size())
                .map(it -> address(it).value())
                .toList());
  }

  @Test
  void threeVerifiersAcceptEverySignature() throws Exception {
    List<Path> all = new ArrayList<>(mails);
    all.addAll(letters());
    assertThat(judges.dkimpy(all)).hasSize(all.size()).containsOnly("2 of 2");
    assertThat(judges.mailauth(all)).hasSize(all.size()).containsOnly("2 of 2");
    assertThat(judges.opendkim(all))
        .hasSize(all.size())
        .allMatch(line -> line.contains("(s=r1, d=courier.example, 2048-bit key) succeeded"));
    Path second =
        Files.writeString(
            directory.resolve("second"),
            FIRST_SIGNATURE.matcher(Files.readString(mails.getFirst())).replaceFirst(""));
    assertThat(judges.opendkim(List.of(second)))
        .singleElement()
        .asString()
        .contains("(s=e1, d=courier.example, 0-bit key) succeeded");
  }

  @Test
  void noVerifierAcceptsAChangedMail() throws Exception {
    String text = Files.readString(mails.getFirst());
    Path changed =
        Files.writeString(directory.resolve("changed"), text.replace("List-Id: ", "List-Id: x"));
    assertThat(judges.dkimpy(List.of(changed))).containsExactly("0 of 2");
    assertThat(judges.mailauth(List.of(changed))).containsExactly("0 of 2");
    assertThat(judges.opendkim(List.of(changed))).noneMatch(line -> line.endsWith("succeeded"));
  }

  @Test
  void noSpamFilterTakesItForSpam() throws Exception {
    assertThat(scoreOf(mails.getFirst(), 0)).isLessThan(1);
    for (Path letter : letters()) {
      assertThat(scoreOf(letter, 1)).isLessThan(1);
    }
  }

  /**
   * SpamAssassin's score.
   *
   * @param forgiven what the rule of two alphabets gave, where it fired
   */
  private static double scoreOf(Path mail, double forgiven) throws Exception {
    String said = MailJudges.spamAssassin(mail).said();
    Matcher score = Pattern.compile("score=(-?[0-9.]+)").matcher(said);
    assertThat(score.find()).as(said).isTrue();
    double given = Double.parseDouble(score.group(1));
    return said.contains(TWO_ALPHABETS) ? given - forgiven : given;
  }

  @Test
  void theBigMailProgramsShowAllOfIt() throws Exception {
    Path page =
        Files.writeString(
            directory.resolve("page.html"), received(mails.getFirst()).body("text/html"));
    assertThat(MailJudges.caniemail(page))
        .isNotEmpty()
        .filteredOn(line -> !HARMLESS.contains(line.substring(0, line.indexOf(" |"))))
        .isEmpty();
  }

  private static List<Path> letters() throws IOException {
    LetterPress press = service.getBean(LetterPress.class);
    Reader reader = service.getBean(Readers.class).find(address(2)).orElseThrow();
    URI link = URI.create("https://news.courier.example/subscribe/confirm/" + "t".repeat(80));
    return List.of(
        Files.write(
            directory.resolve("welcome"), press.welcome(reader, java.util.UUID.randomUUID())),
        Files.write(
            directory.resolve("confirm"), press.confirmation(reader.address(), "kk", false, link)));
  }

  /** The last one needs SMTPUTF8. */
  private static EmailAddress address(int index) {
    String name = index == NAMES.size() - 1 ? "нұрлан" : "reader" + index;
    return new EmailAddress(name + "@" + DOMAIN);
  }

  private static ReceivedMail received(Path mail) {
    try {
      return new ReceivedMail(java.time.Instant.EPOCH, "", "", Files.readAllBytes(mail));
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static List<Path> delivered() throws IOException {
    Path box = postfix.resolve("boxes/inbox/new");
    if (!Files.isDirectory(box)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(box)) {
      return files.sorted().toList();
    }
  }

  /** Another program may take a free port first; the next one is tried then. */
  private static int startPostfix() throws Exception {
    postfix = Files.createTempDirectory(Path.of("/tmp"), "mta");
    MailJudges.Verdict started = new MailJudges.Verdict(1, "");
    int port = 0;
    for (int attempt = 0; attempt < 3 && started.code() != 0; attempt++) {
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      started =
          MailJudges.run(
              List.of(
                  MailJudges.script("postfix.sh"),
                  "start",
                  postfix.toString(),
                  Integer.toString(port),
                  DOMAIN));
    }
    assertThat(started.code()).as(started.said()).isZero();
    return port;
  }

  /** The keys, and what the DNS says of them. */
  private static Map<String, String> keys() throws Exception {
    String rsa = "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim-rsa.pem";
    String published = "openssl pkey -in dkim-rsa.pem -pubout -outform der | openssl base64 -A";
    String second = "openssl genpkey -algorithm ed25519 -out dkim-ed25519.pem";
    String its =
        "openssl pkey -in dkim-ed25519.pem -pubout -outform der | tail -c 32 | openssl base64 -A";
    assertThat(Documents.read(Path.of("docs/channels/email.md")))
        .contains(rsa, published, second, its);
    shell(rsa);
    shell(second);
    return Map.of(
        "r1._domainkey.courier.example", "v=DKIM1; k=rsa; p=" + shell(published),
        "e1._domainkey.courier.example", "v=DKIM1; k=ed25519; p=" + shell(its));
  }

  private static String shell(String command) throws Exception {
    MailJudges.Verdict done =
        MailJudges.run(
            List.of("/bin/sh", "-c", "cd '%s' && %s 2>/dev/null".formatted(directory, command)));
    assertThat(done.code()).as(command).isZero();
    return done.said().strip();
  }

  private static ConfigurableApplicationContext start(int port) {
    return new SpringApplication(StorycastApplication.class)
        .run(
            "--spring.main.banner-mode=off",
            "--server.port=0",
            "--storycast.data-directory=" + directory.resolve("data"),
            "--storycast.newsroom.name=The Steppe Courier",
            "--storycast.newsroom.website=https://courier.example",
            "--storycast.public-address=https://news.courier.example",
            "--storycast.mail.host=127.0.0.1",
            "--storycast.mail.port=" + port,
            "--storycast.mail.encryption=none",
            "--storycast.mail.from=news@courier.example",
            "--storycast.mail.from-name=The Steppe Courier",
            "--storycast.mail.postal-address=The Steppe Courier, 1 Abay Street, Astana",
            "--storycast.mail.dkim.rsa.selector=r1",
            "--storycast.mail.dkim.rsa.key-file=" + directory.resolve("dkim-rsa.pem"),
            "--storycast.mail.dkim.ed25519.selector=e1",
            "--storycast.mail.dkim.ed25519.key-file=" + directory.resolve("dkim-ed25519.pem"),
            "--storycast.channels.email-en.kind=email");
  }
}
