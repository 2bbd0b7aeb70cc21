// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.mailing;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.storycast.mailing.returns.MailReader;
import org.storycast.mailing.returns.ReturnedMail;
import org.storycast.mailing.returns.UnreadableMailException;

/** A mailbox on its server. */
final class Inbox {

  private static final String CONNECT_TIMEOUT_MILLIS = "10000";
  private static final String TIMEOUT_MILLIS = "60000";
  private static final String FETCH_BYTES = "65536";

  private final String name;
  private final InboxProperties settings;
  private final @Nullable RelayToken token;

  Inbox(String name, InboxProperties settings, Clock clock) {
    this.name = name;
    this.settings = settings;
    RelayProperties.Oauth oauth = settings.oauth();
    this.token = oauth == null ? null : new RelayToken(oauth, clock);
  }

  String name() {
    return this.name;
  }

  /** What is done with the mails while the connection is open. */
  interface Visit {
    /** Reads what is new. */
    void read(Open inbox) throws MessagingException, IOException;
  }

  /**
   * Opens the mailbox, reads, and closes it.
   *
   * @throws InboxTroubleException when it can't be used; the message says what to do
   */
  void visit(Visit visit) throws InboxTroubleException {
    try (Store store = session().getStore(protocol())) {
      store.connect(this.settings.host(), this.settings.port(), this.settings.user(), password());
      try (Folder folder = store.getFolder(this.settings.folder())) {
        folder.open(Folder.READ_WRITE);
        visit.read(new Open((IMAPFolder) folder, store));
      }
    } catch (AuthenticationFailedException refused) {
      if (this.token != null) {
        this.token.forget();
      }
      throw new InboxTroubleException(
          "refuses the user; check user and password or oauth", refused);
    } catch (FolderNotFoundException missing) {
      throw new InboxTroubleException(
          "has no such folder; check folder and move-to, and create it", missing);
    } catch (MessagingException | IOException failure) {
      throw new InboxTroubleException(
          "could not be read (%s); check host, port, encryption and the network"
              .formatted(rootOf(failure).getClass().getSimpleName()),
          failure);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private String password() throws IOException {
    return this.token == null ? this.settings.password() : this.token.get();
  }

  private String protocol() {
    return this.settings.encryption() == Encryption.TLS ? "imaps" : "imap";
  }

  private Session session() {
    String prefix = "mail." + protocol() + ".";
    Properties settings = new Properties();
    settings.setProperty(prefix + "connectiontimeout", CONNECT_TIMEOUT_MILLIS);
    settings.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
    settings.setProperty(prefix + "fetchsize", FETCH_BYTES);
    settings.setProperty(prefix + "peek", "true");
    settings.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (!this.settings.trust().isBlank()) {
      settings.setProperty(prefix + "ssl.trust", this.settings.trust());
      settings.setProperty(prefix + "ssl.checkserveridentity", "false");
    }
    if (this.settings.encryption() == Encryption.STARTTLS) {
      settings.setProperty(prefix + "starttls.enable", "true");
      settings.setProperty(prefix + "starttls.required", "true");
    }
    if (this.token != null) {
      settings.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
    }
    return Session.getInstance(settings);
  }

  /** A mailbox while it is open. */
  final class Open {

    private final IMAPFolder folder;
    private final Store store;

    private Open(IMAPFolder folder, Store store) {
      this.folder = folder;
      this.store = store;
    }

    long validity() throws MessagingException {
      return this.folder.getUIDValidity();
    }

    /** The messages behind a number, in their order; some may have vanished. */
    List<IMAPMessage> after(long uid) throws MessagingException {
      Message[] found = this.folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID);
      FetchProfile numbers = new FetchProfile();
      numbers.add(UIDFolder.FetchProfileItem.UID);
      this.folder.fetch(found, numbers);
      return Arrays.stream(found).filter(Objects::nonNull).map(IMAPMessage.class::cast).toList();
    }

    long uid(IMAPMessage message) throws MessagingException {
      return this.folder.getUID(message);
    }

    /**
     * Reads a message, of a long one only the beginning.
     *
     * @throws UnreadableMailException when it is no mail
     */
    ReturnedMail read(IMAPMessage message) throws MessagingException, IOException {
      message.setPeek(true);
      try (InputStream whole = message.getMimeStream()) {
        return MailReader.read(whole);
      }
    }

    /** Puts a message away that was understood. */
    void putAway(IMAPMessage message) throws MessagingException {
      Message[] one = {message};
      switch (Inbox.this.settings.after()) {
        case SEEN -> message.setFlag(Flags.Flag.SEEN, true);
        case DELETE -> message.setFlag(Flags.Flag.DELETED, true);
        case MOVE -> {
          Folder target = this.store.getFolder(Inbox.this.settings.moveTo());
          this.folder.copyMessages(one, target);
          message.setFlag(Flags.Flag.DELETED, true);
        }
      }
    }
  }
}
