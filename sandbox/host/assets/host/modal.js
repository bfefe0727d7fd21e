/** Stand-in of lib/components/base/modal: same options, events and closing rules. */
define(['jquery'], function ($) {
  'use strict';

  var asHost = window.__sandbox.asHost;

  function Modal(options) {
    var self = this;
    this.options = options || {};
    this.$modal = $('<div class="modal modal-list"></div>').addClass(this.options.class_name || '');
    this.$body = $('<div class="modal-body" role="dialog" aria-modal="true"></div>');
    $('<div class="modal-scroller"></div>').append(this.$body).appendTo(this.$modal);
    // Not as the host: a modal that its widget leaves open is what the widget left behind.
    this.$modal.appendTo(this.options.container || document.body);
    this.$modal.on('click', '.modal-body__close, .js-modal-close', function () {
      if (!self.options.disable_cancel_click) self.destroy();
    });
    this.$modal.on('click', '.modal-scroller', function (event) {
      if (event.target === this && !self.options.disable_overlay_click) self.destroy();
    });
    this.onKey = function (event) {
      if (event.which === 27 && !self.options.disable_escape_keydown) self.destroy();
    };
    $(document).on('keydown', this.onKey);
    if (typeof this.options.init === 'function') this.options.init.call(this, this.$body);
  }

  Modal.prototype.destroy = function () {
    if (typeof this.options.destroy === 'function' && this.options.destroy.call(this) === false)
      return false;
    $(document).off('keydown', this.onKey);
    this.$modal.remove();
    return true;
  };

  Modal.prototype.showSuccess = function (text, isKept, ms) {
    return this.message('modal-body__success', text, ms);
  };

  Modal.prototype.showError = Modal.prototype._showError = function (text) {
    return this.message('modal-body__error', text, 0);
  };

  Modal.prototype.message = asHost(function (className, text, ms) {
    var self = this;
    this.$body.find('.modal-body__error, .modal-body__success').remove();
    $('<div role="status"></div>').addClass(className).text(text).appendTo(this.$body);
    if (ms > 0)
      setTimeout(function () {
        self.destroy();
      }, ms);
  });

  return Modal;
});
