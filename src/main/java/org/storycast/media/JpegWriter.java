// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes baseline JPEG; platforms refuse progressive ones. Of all that a file can say beside its
 * pixels (places, cameras, names), it says whose picture it is, and nothing else.
 */
final class JpegWriter {

  private static final float QUALITY = 0.92f;

  /** Adobe's XMP specification, part 3, section 1.1.3: a segment APP1 that begins so. */
  private static final String XMP_HEAD = "http://ns.adobe.com/xap/1.0/\0";

  private static final int LONGEST_CREDIT = 300;

  private JpegWriter() {}

  static byte[] write(BufferedImage image) {
    return write(image, QUALITY, "");
  }

  /**
   * Writes a picture of a certain quality.
   *
   * @param quality from 0 to 1
   * @param credit whose picture it is; may be empty
   */
  static byte[] write(BufferedImage image, float quality, String credit) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      settings.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException failure) {
      throw new DrawingException("A picture can't be written as JPEG", failure);
    } finally {
      writer.dispose();
    }
    return credit.isBlank() ? bytes.toByteArray() : credited(bytes.toByteArray(), credit);
  }

  /** The segment comes after JFIF's, which must be the first. */
  private static byte[] credited(byte[] jpeg, String credit) {
    byte[] xmp = (XMP_HEAD + packet(credit)).getBytes(StandardCharsets.UTF_8);
    int at = 2 + 2 + ByteBuffer.wrap(jpeg).getShort(4);
    return ByteBuffer.allocate(jpeg.length + xmp.length + 4)
        .put(jpeg, 0, at)
        .putShort((short) 0xFFE1)
        .putShort((short) (xmp.length + 2))
        .put(xmp)
        .put(jpeg, at, jpeg.length - at)
        .array();
  }

  private static String packet(String credit) {
    int end = Math.min(credit.codePointCount(0, credit.length()), LONGEST_CREDIT);
    String text =
        credit
            .substring(0, credit.offsetByCodePoints(0, end))
            .replaceAll("\\p{Cc}", " ")
            .replace("&", "&amp;")
            .replace("<", "&lt;");
    return """
        <x:xmpmeta xmlns:x="adobe:ns:meta/">\
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
        <rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">\
        <photoshop:Credit>%s</photoshop:Credit>\
        </rdf:Description></rdf:RDF></x:xmpmeta>"""
        .formatted(text);
  }
}
