// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.storycast.delivery.ChannelDesk;
import org.storycast.delivery.Installation;
import org.storycast.delivery.LedgerVerification;

/** The installation as a whole: whether it is held, and whether its ledger is whole. */
@RestController
@RequestMapping(ApiDoor.BASE)
@Tag(name = "installation")
class InstallationController {

  private final Installation installation;
  private final ChannelDesk desk;
  private final LedgerVerification verification;

  InstallationController(
      Installation installation, ChannelDesk desk, LedgerVerification verification) {
    this.installation = installation;
    this.desk = desk;
    this.verification = verification;
  }

  @GetMapping("/installation")
  @Operation(summary = "See whether this installation sends")
  InstallationView read() {
    return new InstallationView(
        this.installation.id(), this.installation.heldBecause().orElse(null));
  }

  @PostMapping("/installation/confirm")
  @Operation(
      summary = "Take this database for the right one",
      description =
          "After a restore or a move. What may have been sent after the backup is looked for before"
              + " it is sent.")
  InstallationView confirm() {
    this.desk.confirmInstallation();
    return read();
  }

  @GetMapping("/ledger/verification")
  @Operation(summary = "Verify the whole ledger")
  Verification verify() {
    List<Flaw> flaws =
        this.verification.verify().stream()
            .map(
                it ->
                    new Flaw(
                        it.delivery() == null ? null : it.delivery().value(),
                        it.number(),
                        it.what()))
            .toList();
    return new Verification(flaws.isEmpty(), flaws);
  }

  /** Whether this installation sends. */
  record InstallationView(String id, @Nullable String heldBecause) {}

  /** Whether the ledger is as it was written. */
  record Verification(boolean whole, List<Flaw> flaws) {}

  /** What is not; without a delivery it is a seal. */
  record Flaw(@Nullable UUID delivery, long number, String what) {}
}
