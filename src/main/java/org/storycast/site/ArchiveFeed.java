// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.site;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.storycast.mailing.ArchivePage;
import org.storycast.mailing.IssueId;

/**
 * The feed of past issues.
 *
 * @param newsroom whose issues they are; may be empty
 * @param page the same for people
 * @param self its own address
 * @param older where it goes on (RFC 5005)
 */
record ArchiveFeed(String newsroom, URI page, URI self, Optional<URI> older) {

  private static final String ATOM = "http://www.w3.org/2005/Atom";

  /** What XML 1.0 has no way to write. */
  private static final Pattern NO_XML =
      Pattern.compile("[^\\t\\r\\n\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  byte[] write(List<ArchivePage.Entry> entries, Function<IssueId, URI> addresses) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(ATOM);
      head(xml, entries.stream().map(ArchivePage.Entry::openedAt).findFirst());
      for (ArchivePage.Entry entry : entries) {
        entry(xml, entry, addresses.apply(entry.id()));
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("A feed in memory can be written", impossible);
    }
    return out.toByteArray();
  }

  private void head(XMLStreamWriter xml, Optional<Instant> youngest) throws XMLStreamException {
    element(xml, "title", this.newsroom.isBlank() ? "Archive" : this.newsroom);
    element(xml, "id", this.page.toString());
    element(xml, "updated", moment(youngest.orElse(Instant.EPOCH)));
    xml.writeStartElement("author");
    element(xml, "name", this.newsroom.isBlank() ? this.page.getHost() : this.newsroom);
    xml.writeEndElement();
    link(xml, "self", this.self, "application/atom+xml");
    link(xml, "alternate", this.page, "text/html");
    if (this.older.isPresent()) {
      link(xml, "next", this.older.get(), "application/atom+xml");
    }
  }

  private static void entry(XMLStreamWriter xml, ArchivePage.Entry entry, URI address)
      throws XMLStreamException {
    xml.writeStartElement("entry");
    xml.writeAttribute("xml:lang", entry.language());
    element(xml, "title", entry.subject());
    element(xml, "id", "urn:uuid:" + entry.id());
    element(xml, "published", moment(entry.openedAt()));
    element(xml, "updated", moment(entry.openedAt()));
    link(xml, "alternate", address, "text/html");
    if (!entry.preheader().isEmpty()) {
      element(xml, "summary", entry.preheader());
    }
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(NO_XML.matcher(text).replaceAll(""));
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String relation, URI address, String type)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", address.toString());
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
